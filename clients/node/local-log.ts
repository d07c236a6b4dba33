import { appendFile, rename, stat } from "node:fs/promises";
import type { Batch } from "./deliver.ts";
import type { Notify } from "./notice.ts";
import type { LocalLogOptions } from "./options.ts";

export interface LocalLog {
  readonly path: string;
  /** Whether the batch is taken; it is written soon after. */
  write(batch: Batch): boolean;
  /** Runs when everything taken so far is written, and nothing is written meanwhile. */
  between(work: () => Promise<void>): Promise<void>;
}

/** Only its owner may read what users did. */
const MODE = 0o600;

/**
 * What could not be sent, a batch a line: `{"at":"…","key":"…","events":[…]}`. Of two files together no larger than the bound: the full
 * one becomes `<path>.1`, in place of the one before.
 */
export function createLocalLog({ path, mostBytes }: Required<LocalLogOptions>, notify: Notify): LocalLog {
  const waiting: Line[] = [];
  let waitingBytes = 0;
  let size: number | null = null;
  let work: Promise<void> = Promise.resolve();

  const append = async (lines: readonly Line[]): Promise<void> => {
    const text = lines.map((line) => line.text).join("");
    const bytes = Buffer.byteLength(text);
    size ??= (await stat(path).catch(() => ({ size: 0 }))).size;
    if (size > 0 && size + bytes > mostBytes / 2) {
      await rename(path, `${path}.1`);
      size = 0;
    }
    await appendFile(path, text, { mode: MODE });
    size += bytes;
  };
  const writeWaiting = async (): Promise<void> => {
    const lines = waiting.splice(0);
    if (lines.length === 0) return;
    waitingBytes = 0;
    await append(lines).catch((error: unknown) => {
      size = null;
      const events = lines.reduce((sum, line) => sum + line.events, 0);
      notify({ kind: "log_failed", events, message: error instanceof Error ? error.message : String(error) });
    });
  };
  return {
    path,
    write({ key, events }) {
      const text = `{"at":"${new Date().toISOString()}","key":"${key}","events":[${events.join(",")}]}\n`;
      const bytes = Buffer.byteLength(text);
      // Half of the bound is one file; a disk that hangs must not fill the memory.
      if (waitingBytes + bytes > mostBytes / 2) return false;
      waitingBytes += bytes;
      if (waiting.push({ text, events: events.length }) === 1) work = work.then(writeWaiting);
      return true;
    },
    between(then) {
      const done = work.then(then).finally(() => (size = null));
      work = done.catch(() => undefined);
      return done;
    },
  };
}

interface Line {
  readonly text: string;
  readonly events: number;
}
