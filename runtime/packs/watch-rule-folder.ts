import { watch, type FSWatcher } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

export interface WatchRuleFolderOptions {
  readonly folder: string;
  /** Files that a pack reads came, went or changed. */
  readonly onChange: () => void;
  readonly log: { warn(details: object, message: string): void };
  /** Changes that follow each other as quickly are one, in milliseconds: editors save in several steps. */
  readonly pauseMs?: number;
  /** How often the folder is looked at although nothing told of a change, in milliseconds: not every file system tells. */
  readonly everyMs?: number;
}

export interface RuleFolderWatch {
  stop(): Promise<void>;
}

const PAUSE_MS = 100;
const EVERY_MS = 3_000;

/**
 * Follows the files of a folder of rules. What the system tells only makes it look sooner: sizes, times and inodes decide, so that a
 * file that was replaced by renaming counts as well as one that was written to.
 */
export async function watchRuleFolder(options: WatchRuleFolderOptions): Promise<RuleFolderWatch> {
  const { folder, onChange, log, pauseMs = PAUSE_MS, everyMs = EVERY_MS } = options;
  const watchers = new Map<string, FSWatcher>();
  let seen = "";
  let stopped = false;
  let soon: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  const watchFolder = (path: string): void => {
    try {
      const watcher = watch(path, { persistent: false }, lookSoon);
      // It is gone, or is no longer watched: looking every now and then goes on.
      watcher.on("error", () => forget(path));
      watchers.set(path, watcher);
    } catch (err) {
      log.warn({ err }, `the folder ${path} is looked at every ${everyMs} ms: it cannot be watched`);
    }
  };
  const forget = (path: string): void => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };
  const look = async (): Promise<void> => {
    const { folders, signature } = await survey(folder);
    if (stopped) return;
    for (const path of watchers.keys()) if (!folders.includes(path)) forget(path);
    for (const path of folders) if (!watchers.has(path)) watchFolder(path);
    if (signature === seen) return;
    seen = signature;
    onChange();
  };
  const lookNow = (): void => {
    looking = looking.then(look).catch((err: unknown) => log.warn({ err }, `the folder ${folder} cannot be looked at`));
  };
  const lookSoon = (): void => {
    clearTimeout(soon);
    if (!stopped) soon = setTimeout(lookNow, pauseMs);
  };

  ({ signature: seen } = await survey(folder));
  lookNow();
  await looking;
  const timer = setInterval(lookNow, everyMs);
  timer.unref();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      clearTimeout(soon);
      for (const path of [...watchers.keys()]) forget(path);
      await looking;
    },
  };
}

interface Survey {
  /** All folders that a pack reads, with the root. */
  readonly folders: readonly string[];
  /** Tells two states apart. */
  readonly signature: string;
}

const DEEPEST = 8;

async function survey(root: string): Promise<Survey> {
  const folders: string[] = [];
  const files: string[] = [];
  const visit = async (folder: string, depth: number): Promise<void> => {
    // Gone while it was looked for, or not there at all: nothing is in it.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
    if (entries === null) return;
    folders.push(folder);
    for (const entry of entries) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < DEEPEST) await visit(path, depth + 1);
      else if (/\.(?:tocsin|txt)$/.test(entry.name)) files.push(await stateOf(path));
    }
  };
  await visit(root, 0);
  return { folders, signature: files.toSorted().join("\n") };
}

async function stateOf(path: string): Promise<string> {
  const found = await lstat(path).catch(() => null);
  return found === null ? `${path} gone` : `${path} ${found.size} ${found.mtimeMs} ${found.ino}`;
}
