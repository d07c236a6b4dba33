import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseError, reasonOf } from "../database-error.ts";
import { chownTree } from "./chown-tree.ts";
import { copyTree } from "./copy-tree.ts";
import { canReach, nobody, SERVER_UID, type Identity } from "./identity.ts";
import type { Installation } from "./installation.ts";
import { layoutOf, type Layout } from "./layout.ts";
import { makeFolders } from "./make-folders.ts";

/** Where the server lives, who runs it, and by which programs. */
export interface Settlement {
  readonly layout: Layout;
  readonly identity: Identity;
  readonly bin: string;
}

/** The ways to run PostgreSQL when we are root, in order of preference. */
export const ROOT_STRATEGIES = ["uid", "namespace", "own-folder"] as const;
export type RootStrategy = (typeof ROOT_STRATEGIES)[number];

export interface SettleOptions {
  /** Resolved, and made. */
  readonly dataDir: string;
  readonly installation: Installation;
  readonly asRoot: boolean;
  readonly strategies: readonly RootStrategy[];
  /** Where folders of its own are made, for `own-folder`; only root can write it. */
  readonly ownFolderRoot: string;
}

/**
 * Decides who runs the server and where, and makes its home. A cluster that exists decides: it stays with its owner
 * and its place, unless the owner can no longer reach it.
 */
export function settle(options: SettleOptions): Settlement {
  const { dataDir, installation, asRoot } = options;
  const layout = layoutOf(dataDir, currentHome(dataDir));
  if (!asRoot) return settleAsSelf(layout, installation);
  for (const strategy of options.strategies) {
    const settlement = STRATEGIES[strategy](options, layout);
    if (settlement !== undefined) return settlement;
  }
  throw new DatabaseError(
    "folder-unusable",
    "PostgreSQL refuses to run as root and no other user can be taken here: start Tocsin as an ordinary user or set DATABASE_URL",
  );
}

/** The home of the server: a folder in the data folder, or the one it links to. */
export function currentHome(dataDir: string): string {
  const home = join(dataDir, "postgres");
  return existsSync(home) ? realpathSync(home) : home;
}

type Strategy = (options: SettleOptions, layout: Layout) => Settlement | undefined;

const STRATEGIES: Readonly<Record<RootStrategy, Strategy>> = {
  uid: settleAsUid,
  namespace: settleInNamespace,
  "own-folder": settleInOwnFolder,
};

function settleAsSelf(layout: Layout, { bin }: Installation): Settlement {
  makeHome(layout, null);
  checkAccess(layout.home);
  return { layout, identity: { kind: "self" }, bin };
}

function settleAsUid({ installation }: SettleOptions, layout: Layout): Settlement | undefined {
  const owner = ownerOf(layout.cluster) ?? OUR_OWNER;
  if (owner.uid === 0 || nobody() === undefined) return undefined;
  const identity: Identity = { kind: "uid", ...owner };
  if (!canReach(identity, join(installation.bin, "postgres"), [dirname(layout.home)])) return undefined;
  makeHome(layout, owner);
  return { layout, identity, bin: installation.bin };
}

function settleInNamespace({ installation }: SettleOptions, layout: Layout): Settlement | undefined {
  const owner = ownerOf(layout.cluster);
  const user = nobody();
  if ((owner !== undefined && owner.uid !== 0) || user === undefined) return undefined;
  const identity: Identity = { kind: "namespace", ...user };
  if (!canReach(identity, join(installation.bin, "postgres"), [dirname(layout.home)])) return undefined;
  makeHome(layout, ROOT);
  return { layout, identity, bin: installation.bin };
}

/** Copies programs and cluster to a folder that the server's user can reach; the data folder keeps a link to it. */
function settleInOwnFolder(options: SettleOptions, layout: Layout): Settlement | undefined {
  const { dataDir, installation, ownFolderRoot } = options;
  if (nobody() === undefined) return undefined;
  const place = join(ownFolderRoot, createHash("sha256").update(dataDir).digest("hex").slice(0, 16));
  try {
    makeFolders(place, 0o755);
    const moved = layoutOf(dataDir, join(place, "postgres"));
    moveHome(layout, moved);
    const bin = copyPrograms(installation, place);
    const identity: Identity = { kind: "uid", ...OUR_OWNER };
    return canReach(identity, join(bin, "postgres"), [place]) ? { layout: moved, identity, bin } : undefined;
  } catch (error) {
    throw new DatabaseError(
      "folder-unusable",
      `the database cannot be given a folder in ${ownFolderRoot} (${reasonOf(error)})`,
      {
        cause: error,
      },
    );
  }
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const OUR_OWNER: Owner = { uid: SERVER_UID, gid: SERVER_UID };
const ROOT: Owner = { uid: 0, gid: 0 };

function ownerOf(path: string): Owner | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** A home that holds no cluster yet is given to the owner; one that does is left as it is. */
function makeHome({ home, cluster }: Layout, owner: Owner | null): void {
  if (existsSync(cluster)) return;
  try {
    makeFolders(home, 0o700);
    if (owner !== null) chownTree(home, owner);
  } catch (error) {
    throw new DatabaseError(
      "folder-unusable",
      `the folder ${home} for the database cannot be made (${reasonOf(error)})`,
      {
        cause: error,
      },
    );
  }
}

function checkAccess(home: string): void {
  try {
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DatabaseError(
      "folder-unusable",
      `the database in ${home} belongs to another user: start Tocsin as that user or choose another data folder`,
      { cause: error },
    );
  }
}

/** Copies before it removes: a crash in between leaves the old home in use. */
function moveHome(from: Layout, to: Layout): void {
  if (from.home === to.home) return;
  if (existsSync(from.cluster)) {
    rmSync(to.home, { recursive: true, force: true });
    copyTree(from.home, to.home);
    chownTree(to.home, OUR_OWNER);
  } else {
    makeHome(to, OUR_OWNER);
  }
  rmSync(from.home, { recursive: true, force: true });
  symlinkSync(to.home, from.home);
}

/** A system's PostgreSQL can be read by all; that of a package is copied once for each version of it. */
function copyPrograms({ bin, copyRoot, major }: Installation, place: string): string {
  if (copyRoot === null) return bin;
  const stamp = lstatSync(join(bin, "postgres")).mtimeMs.toFixed(0);
  const copy = join(place, `programs-${major}-${stamp}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    copyTree(copyRoot, unfinished);
    renameSync(unfinished, copy);
  }
  return join(copy, "bin");
}
