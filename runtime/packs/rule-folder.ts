import { createHash, randomBytes } from "node:crypto";
import { lstat, mkdir, open, readFile, realpath, rename, rm, unlink } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "./is-missing.ts";

/** What became of a change of a rule file on the disk. */
export type FolderChange =
  | { readonly kind: "done" }
  /** The file is another one than the author began from: changed, gone, or there although it should not be. */
  | { readonly kind: "conflict" }
  /** The path leads out of the folder, or names no rule file. */
  | { readonly kind: "refused"; readonly reason: string };

/** A rule file by its path inside the folder, with `/`, and SHA-256 of the text that is on the disk; null for a file that is not there. */
export interface ExpectedFile {
  readonly path: string;
  readonly expected: string | null;
}

/** Called once a change is known to be possible, right before it is made; when it fails, nothing is changed. */
export type BeforeChange = () => Promise<void>;

/** The folder of one's own rules, for writing. Changes run one after the other. */
export interface RuleFolder {
  save(file: ExpectedFile & { readonly text: string }, before?: BeforeChange): Promise<FolderChange>;
  /** Refuses to take the place of another file. */
  rename(file: ExpectedFile & { readonly to: string }, before?: BeforeChange): Promise<FolderChange>;
  remove(file: ExpectedFile, before?: BeforeChange): Promise<FolderChange>;
}

/** Writes below the folder only: no link is followed, and a file is replaced as a whole or not at all. */
export function createRuleFolder(root: string): RuleFolder {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    save: ({ path, expected, text }, before) =>
      inTurn(() =>
        withPlace(root, path, async ({ folder, file }) => {
          if ((await hashOf(file)) !== expected) return { kind: "conflict" };
          await before?.();
          await mkdir(folder, { recursive: true });
          await replace(folder, file, text);
          return { kind: "done" };
        }),
      ),
    rename: ({ path, expected, to }, before) =>
      inTurn(() =>
        withPlace(root, path, ({ file }) =>
          withPlace(root, to, async (target) => {
            if (expected === null || (await hashOf(file)) !== expected) return { kind: "conflict" };
            if ((await hashOf(target.file)) !== null) return { kind: "conflict" };
            await before?.();
            await mkdir(target.folder, { recursive: true });
            await rename(file, target.file);
            return { kind: "done" };
          }),
        ),
      ),
    remove: ({ path, expected }, before) =>
      inTurn(() =>
        withPlace(root, path, async ({ file }) => {
          if (expected === null || (await hashOf(file)) !== expected) return { kind: "conflict" };
          await before?.();
          await unlink(file);
          return { kind: "done" };
        }),
      ),
  };
}

interface Place {
  readonly folder: string;
  readonly file: string;
}

/** The steps of a path that a pack would read; null for any other path. */
function stepsOf(path: string): readonly string[] | null {
  const steps = path.split("/");
  // The same bounds as the reader's: what it leaves out would be written and never seen.
  const isRead = steps.every((step) => step !== "" && !step.startsWith(".") && !/[\\:\p{Cc}]/u.test(step));
  return isRead && !steps.includes("node_modules") && steps.length <= DEEPEST && path.endsWith(".tocsin")
    ? steps
    : null;
}

const DEEPEST = 8;

async function withPlace(
  root: string,
  path: string,
  work: (place: Place) => Promise<FolderChange>,
): Promise<FolderChange> {
  const steps = stepsOf(path);
  if (steps === null)
    return { kind: "refused", reason: "a rule file has a path below the folder that ends with .tocsin" };
  // The folder itself may be a link: whoever started the server chose it.
  let folder = await realpath(root);
  for (const step of steps.slice(0, -1)) {
    folder = join(folder, step);
    const kind = await kindOf(folder);
    if (kind === "other") return { kind: "refused", reason: "a step of the path is no folder, or a link" };
  }
  const file = join(folder, steps.at(-1) ?? "");
  const kind = await kindOf(file);
  if (kind === "other" || kind === "folder") return { kind: "refused", reason: "the path names no plain file" };
  return work({ folder, file });
}

async function kindOf(path: string): Promise<"missing" | "folder" | "file" | "other"> {
  try {
    const found = await lstat(path);
    if (found.isDirectory()) return "folder";
    return found.isFile() ? "file" : "other";
  } catch (error) {
    if (isMissing(error)) return "missing";
    // A file where the path wants a folder.
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return "other";
    throw error;
  }
}

/** Null when there is no such file. */
async function hashOf(file: string): Promise<string | null> {
  try {
    return createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Beside the file and then in its place: a reader sees the old text or the new one. Hidden meanwhile, so that no pack reads it. */
async function replace(folder: string, file: string, text: string): Promise<void> {
  const mode = await lstat(file).then(
    ({ mode: kept }) => kept & 0o777,
    () => 0o644,
  );
  const beside = join(folder, `.tocsin-${randomBytes(8).toString("hex")}.tmp`);
  try {
    const handle = await open(beside, "wx", mode);
    try {
      await handle.writeFile(text, "utf8");
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
