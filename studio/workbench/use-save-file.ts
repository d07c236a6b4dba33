import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { removePackFile, renamePackFile, savePackFile, type PackFile, type PackReloadAnswer } from "../../api/index.ts";
import { isApiError } from "../client/api-error.ts";
import { callApi } from "../client/call-api.ts";
import { packQuery, packStateQuery } from "../client/queries.ts";
import { sentenceOf } from "../feedback/sentence-of.ts";
import { useApp } from "../shell/use-app.ts";
import { text as words } from "../text/text.ts";
import { useDrafts } from "./drafts-provider.tsx";
import { isNewFile } from "./overlay-files.ts";

/** Saves, renames and removes own rules in the folder of the server. */
export function useSaveFile() {
  const app = useApp();
  const queryClient = useQueryClient();
  const { states, drafts, setDraft, rebase } = useDrafts();
  const reload = async () => {
    await queryClient.refetchQueries({ queryKey: packStateQuery().queryKey });
    await queryClient.refetchQueries({ queryKey: packQuery(app).queryKey });
  };
  const failed = (error: unknown) => {
    const message = isApiError(error, "conflict") ? words.workspace.changedOnDisk : sentenceOf(error);
    notifications.show({ color: "red", title: words.workspace.notSaved, message });
    void reload();
  };
  const done = async (message: string, { outcome }: PackReloadAnswer) => {
    notifications.show(
      outcome === "kept" ? { color: "yellow", title: message, message: words.workspace.savedBroken } : { message },
    );
    await reload();
  };
  const query = { app };

  const save = useMutation({
    mutationFn: ({ file, text }: { readonly file: PackFile; readonly text: string }) => {
      const draft = states.get(file.path);
      const began = draft === undefined ? file.hash : draft.basedOn;
      const expected = isNewFile(file) ? null : began;
      return callApi(savePackFile, { query, body: { path: file.path, text, expected } });
    },
    onSuccess: async (answer, { file: { path }, text }) => {
      await done(words.workspace.saved(path), answer);
      // What was typed while it was being saved goes on from what is on the disk now.
      const now = queryClient.getQueryData(packQuery(app).queryKey)?.files.find((file) => file.path === path);
      const typed = drafts.get(path);
      if (typed === text || now?.text === typed) setDraft(path, null);
      else if (now !== undefined) rebase(path, now.hash);
    },
    onError: failed,
  });
  const rename = useMutation({
    mutationFn: ({ file, to }: { readonly file: PackFile; readonly to: string }) =>
      callApi(renamePackFile, { query, body: { path: file.path, to, expected: file.hash } }),
    onSuccess: (answer, { to }) => done(words.workspace.renamed(to), answer),
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: (file: PackFile) => callApi(removePackFile, { query, body: { path: file.path, expected: file.hash } }),
    onSuccess: async (answer, { path }) => {
      setDraft(path, null);
      await done(words.workspace.removed(path), answer);
    },
    onError: failed,
  });
  return { save, rename, remove };
}
