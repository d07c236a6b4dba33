import { createHash } from "node:crypto";
import { chmodSync, chownSync, lstatSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseError } from "../database-error.ts";
import { makeFolders } from "./make-folders.ts";

/** Fixed: no TCP port is opened, so the number only names the socket file. */
export const SOCKET_PORT = 5432;

/** Bytes of a socket's path that fit `sun_path` with its closing zero: 107 on Linux, 103 on macOS. */
const MAX_PATH_BYTES = process.platform === "darwin" ? 103 : 107;

/** The folder for the socket of a server at `home`: inside it, or a short one when the path would be too long. */
export function socketFolderFor(home: string): string {
  const inside = join(home, "run");
  if (fits(inside)) return inside;
  const name = `tocsin-${createHash("sha256").update(home).digest("hex").slice(0, 16)}`;
  const temporary = join(tmpdir(), name);
  return fits(temporary) ? temporary : join("/tmp", name);
}

/**
 * Makes the folder, mode 0700, for `owner`.
 * In a temporary folder anybody could have made the name first: a link or a folder of someone else is refused.
 */
export function prepareSocketFolder(
  folder: string,
  owner: { readonly uid: number; readonly gid: number } | null,
): void {
  makeFolders(folder, 0o700);
  const found = lstatSync(folder);
  const ours = [process.getuid?.(), owner?.uid];
  if (!found.isDirectory() || !ours.includes(found.uid)) {
    throw new DatabaseError(
      "folder-unusable",
      `the folder ${folder} for the database's socket belongs to someone else: remove it`,
    );
  }
  chmodSync(folder, 0o700);
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${SOCKET_PORT}`)) <= MAX_PATH_BYTES;
}
