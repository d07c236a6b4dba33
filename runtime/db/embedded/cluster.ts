import { spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseError, reasonOf } from "../database-error.ts";
import { chownTree } from "./chown-tree.ts";
import { commandAs, nobody, SERVER_ENVIRONMENT, SERVER_UID, type Identity } from "./identity.ts";
import type { Settlement } from "./settlement.ts";

/** The superuser and the name of the one database of the embedded server. */
export const EMBEDDED_NAME = "tocsin";

/** The major version that made this cluster; `undefined` when there is no cluster. */
export function clusterMajor(cluster: string): number | undefined {
  const file = join(cluster, "PG_VERSION");
  if (!existsSync(cluster)) return undefined;
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10);
  } catch (error) {
    throw new DatabaseError(
      "folder-unusable",
      `the database in ${cluster} cannot be read (${reasonOf(error)}): start Tocsin as the user who made it, or choose another data folder`,
      { cause: error },
    );
  }
}

/**
 * Makes the cluster if there is none; says whether it did. It is made beside its place and renamed when complete.
 * Text is UTF-8 and compared by code points (locale C). Any local user who reaches the socket is let in: the socket's
 * folder, mode 0700, is the lock. There is no other way in.
 */
export async function ensureCluster(
  { layout, identity, bin }: Settlement,
  options: { readonly sync: boolean },
): Promise<boolean> {
  if (existsSync(layout.cluster)) return false;
  const target = layout.clusterInTheMaking;
  const maker = makerFor(identity);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { mode: 0o700 });
  if (maker.kind === "uid") chownSync(target, maker.uid, maker.gid);
  await runInitdb(join(bin, "initdb"), maker, target, options.sync);
  if (identity.kind === "uid") chownTree(target, identity);
  chmodSync(target, 0o700);
  renameSync(target, layout.cluster);
  return true;
}

/** `initdb` wants a user with a name, see `nobody`. */
function makerFor(identity: Identity): Identity {
  if (identity.kind !== "uid" || identity.uid !== SERVER_UID) return identity;
  const user = nobody();
  if (user === undefined) throw new Error("invariant: this identity is only chosen where `nobody` exists");
  return { kind: "uid", ...user };
}

async function runInitdb(initdb: string, maker: Identity, target: string, sync: boolean): Promise<void> {
  const { file, args, rights } = commandAs(maker, initdb, [
    `--pgdata=${target}`,
    `--username=${EMBEDDED_NAME}`,
    "--auth-local=trust",
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale=C",
    "--data-checksums",
    "--no-instructions",
    ...(sync ? [] : ["--no-sync"]),
  ]);
  const child = spawn(file, args, {
    ...rights,
    cwd: "/",
    env: SERVER_ENVIRONMENT,
    // A Ctrl-C of the terminal reaches us and not it: we end in order once it is done.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0)
    throw new DatabaseError("server-failed", `the database cannot be made in ${target}: ${lastLine(complaint)}`);
}

function lastLine(text: string): string {
  const lines = text.split("\n").filter((line) => /error|FATAL|could not/i.test(line));
  return lines.at(0)?.trim() ?? "initdb ended without a message";
}
