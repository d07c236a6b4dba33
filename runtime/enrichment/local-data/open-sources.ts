import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readContent, type SourceContent } from "./read-content.ts";
import { listSources, type StoredSource } from "./stored-source.ts";

export interface OpenSource {
  readonly stored: StoredSource;
  readonly content: SourceContent;
}

export interface SourcesLog {
  warn(details: object, message: string): void;
}

/**
 * All sources of a folder in memory. Those that `open` holds already are taken over as they are. One that cannot be read
 * is told of, and the one of its name that was open before goes on.
 */
export async function openSources(
  folder: string,
  { open = [], log }: { readonly open?: readonly OpenSource[]; readonly log: SourcesLog },
): Promise<readonly OpenSource[]> {
  const unreadable = new Set<string>();
  const listed = await listSources(folder, (file) => {
    log.warn({ file }, "the description of a source of data cannot be read");
    unreadable.add(file.replace(/\.json$/, ""));
  });
  const sources: OpenSource[] = open.filter(({ stored }) => unreadable.has(stored.name));
  for (const stored of listed) {
    const before = open.find((each) => each.stored.name === stored.name);
    if (before !== undefined && before.stored.file === stored.file) sources.push({ ...before, stored });
    else {
      try {
        sources.push({ stored, content: readContent(await readFile(join(folder, stored.file))) });
      } catch (err) {
        log.warn({ err, source: stored.name }, "a source of data cannot be read: the one before goes on");
        if (before !== undefined) sources.push(before);
      }
    }
  }
  return sources;
}
