import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { Pack, PackFile, PackState } from "../../api/index.ts";
import { draftListQuery, packQuery, packStateQuery } from "../client/queries.ts";
import { useDrafts } from "./drafts-provider.tsx";
import { overlayFiles } from "./overlay-files.ts";

export interface PackFiles {
  /** As they are on the disk, and as the editor takes them for unchanged; undefined while they are loaded. */
  readonly pack: Pack | undefined;
  readonly error: Error | null;
  readonly editable: boolean;
  /** Null when what is on the disk runs. */
  readonly broken: PackState["broken"];
  readonly refetch: () => Promise<unknown>;
}

/** The files of the pack, kept up with what becomes of them on the disk and in other tabs while the workbench is open. */
export function usePackFiles(app: string): PackFiles {
  const queryClient = useQueryClient();
  const { data: pack, error, refetch } = useQuery(packQuery(app));
  const { data: state } = useQuery({ ...packStateQuery(), refetchInterval: 2_500 });
  const { drafts, setDraft, merge } = useDrafts();

  const loaded = pack?.version;
  const running = state?.version;
  useEffect(() => {
    if (loaded === undefined || running === undefined || loaded === running) return;
    void queryClient.invalidateQueries({ queryKey: packQuery(app).queryKey });
  }, [loaded, running, queryClient, app]);

  const { data: list } = useQuery({ ...draftListQuery(app), refetchInterval: 4_000 });
  useEffect(() => {
    // A server that is away is asked again by itself.
    if (list !== undefined) void merge(list.drafts).catch(() => undefined);
  }, [list, merge]);

  const broken = state?.broken ?? null;
  const whole = useMemo(
    () => (pack === undefined ? undefined : { ...pack, files: [...overlayFiles(pack.files, broken)] }),
    [pack, broken],
  );
  useForgetSettled(whole?.files, drafts, setDraft);
  return { pack: whole, error, editable: state?.editable ?? false, broken, refetch };
}

/** A draft that is the file's own text by now, because it was saved, is none any more. */
function useForgetSettled(
  files: readonly PackFile[] | undefined,
  drafts: ReadonlyMap<string, string>,
  setDraft: (path: string, text: string | null) => void,
): void {
  useEffect(() => {
    for (const { path, text } of files ?? []) if (drafts.get(path) === text) setDraft(path, null);
    // What is typed is compared where it is typed: here only files that became others matter.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [files]);
}
