import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A file beside the one it is to become. */
export function unfinishedName(file: string): string {
  return join(dirname(file), `.${randomUUID()}.unfinished`);
}

/** Puts a whole file in the place of another at once; after a crash it is the one or the other. */
export async function replaceFile(unfinished: string, file: string): Promise<void> {
  await sync(unfinished);
  await rename(unfinished, file);
  await sync(dirname(file));
}

/** Writes a file that appears complete or not at all. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const unfinished = unfinishedName(file);
  const handle = await open(unfinished, "wx", 0o600);
  try {
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    await replaceFile(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
