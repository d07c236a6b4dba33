import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** PostgreSQL refuses to run as root; this is who it runs as instead. */
export type Identity =
  /** The user who started Tocsin. */
  | { readonly kind: "self" }
  /** Another user of the system: root gives up its rights. Owner of the cluster's files. */
  | { readonly kind: "uid"; readonly uid: number; readonly gid: number }
  /** Root outside, an ordinary user within a user namespace: reaches what root owns, with none of root's rights. */
  | { readonly kind: "namespace"; readonly uid: number; readonly gid: number };

/**
 * Our own user for the server: in the range that neither distributions nor systemd hand out, so that no other service
 * (as would be for `nobody`) shares its files.
 */
export const SERVER_UID = 60_985;

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** For `spawn`: whose rights the process has. */
  readonly rights: { readonly uid?: number; readonly gid?: number };
}

/** The command that runs a program as this identity, in the same process (no shell, no parent in between). */
export function commandAs(identity: Identity, file: string, args: readonly string[]): Command {
  switch (identity.kind) {
    case "self":
      return { file, args, rights: {} };
    case "uid":
      return { file, args, rights: { uid: identity.uid, gid: identity.gid } };
    case "namespace": {
      const { uid, gid } = identity;
      return {
        file: "unshare",
        args: ["--user", `--map-user=${uid}`, `--map-group=${gid}`, file, ...args],
        rights: {},
      };
    }
  }
}

/** Whether this identity can be taken, run the program and enter the folders. */
export function canReach(identity: Identity, program: string, folders: readonly string[]): boolean {
  return (
    succeeds(commandAs(identity, program, ["--version"])) &&
    folders.every((folder) => succeeds(commandAs(identity, "/bin/sh", ["-c", 'cd "$1"', "sh", folder])))
  );
}

/**
 * The user `nobody`. `initdb` insists on a user with a name, which our own number has not: it runs as this one and the
 * finished, still empty cluster is handed over.
 */
export function nobody(): { readonly uid: number; readonly gid: number } | undefined {
  let table: string;
  try {
    table = readFileSync("/etc/passwd", "utf8");
  } catch {
    return undefined;
  }
  const fields = table
    .split("\n")
    .find((line) => line.startsWith("nobody:"))
    ?.split(":");
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}

/** The environment of the server: nothing of ours, so that no secret and no `PG…` setting reaches it. */
export const SERVER_ENVIRONMENT = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C" };

function succeeds({ file, args, rights }: Command): boolean {
  const { status } = spawnSync(file, args, {
    ...rights,
    cwd: "/",
    env: SERVER_ENVIRONMENT,
    stdio: "ignore",
    timeout: 10_000,
  });
  return status === 0;
}
