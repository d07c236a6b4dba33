import { useEffect, useState } from "react";
import type { LanguageFile } from "./language-port.ts";
import { startLanguageClient, type LanguageClient } from "./language-client.ts";

export interface LanguagePack {
  readonly files: readonly LanguageFile[];
  readonly lists: readonly LanguageFile[];
}

export interface LanguageState {
  /** Null until the worker runs and knows the pack. */
  readonly client: LanguageClient | null;
  readonly failed: boolean;
}

/** The language service over the given pack; `drafts` take the place of their files. A new pack is loaded into the same worker. */
export function useLanguageClient(pack: LanguagePack | undefined, drafts: ReadonlyMap<string, string>): LanguageState {
  const [client, setClient] = useState<LanguageClient | null>(null);
  const [loaded, setLoaded] = useState(false);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const started = startLanguageClient(() => setFailed(true));
    setClient(started);
    return () => started.dispose();
  }, []);

  useEffect(() => {
    if (client === null || pack === undefined) return;
    const files = pack.files.map(({ path, text, builtin }) => ({ path, text: drafts.get(path) ?? text, builtin }));
    const lists = pack.lists.map(({ path, text }) => ({ path, text }));
    client.port.load(files, lists).then(
      () => setLoaded(true),
      () => setFailed(true),
    );
    // Drafts of the moment are enough: what is typed later reaches the service as an update of its file.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, pack]);

  return { client: loaded ? client : null, failed };
}
