import { lchownSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Gives a folder and all below it to an owner. Links themselves change hands, never what they point to. */
export function chownTree(folder: string, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    lchownSync(join(folder, name), uid, gid);
  lchownSync(folder, uid, gid);
}
