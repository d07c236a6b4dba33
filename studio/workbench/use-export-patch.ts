import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { exportDrafts } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { sentenceOf } from "../feedback/sentence-of.ts";
import { useApp } from "../shell/use-app.ts";
import { text as words } from "../text/text.ts";
import { useDrafts } from "./drafts-provider.tsx";
import { offerFile } from "./offer-file.ts";

/** Hands all drafts to the author as files that `git apply` takes. */
export function useExportPatch() {
  const app = useApp();
  const { flush } = useDrafts();
  return useMutation({
    mutationFn: async () => {
      const isWhole = await flush();
      const { patches } = await callApi(exportDrafts, { query: { app } });
      return { patches, isWhole };
    },
    onSuccess: ({ patches, isWhole }) => {
      for (const { of, patch } of patches) offerFile(words.workspace.patchName[of], patch);
      const files = patches.reduce((sum, patch) => sum + patch.files, 0);
      const message = patches.length === 0 ? words.workspace.nothingToExport : words.workspace.exported(files);
      notifications.show(isWhole ? { message } : { color: "yellow", message: words.workspace.exportedInPart });
    },
    onError: (error) => notifications.show({ color: "red", message: sentenceOf(error) }),
  });
}
