import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { canReach, SERVER_UID } from "./identity.ts";
import { platformPackageFolder } from "./installation.ts";
import { asRoot, clusterOf, dataFolders, query, runningPid, start } from "./testing/data-folder.ts";
import { startHolder } from "./testing/holder.ts";

const dataFolder = dataFolders();
/** An ordinary user without a name, as containers have them; any number but ours and root's. */
const ORDINARY = { uid: 65_534, gid: 65_534 };

/** Only root can become another user, so only root can try this. */
describe.runIf(asRoot)("started by root", () => {
  it("gives up root's rights for a user of its own where that user can reach the folder", async () => {
    const dataDir = dataFolder({ open: true });
    const server = await start(dataDir, { strategies: ["uid"], packageFolder: readableCopy(dirname(dataDir)) });
    expect(uidOf(server.pid)).toBe(SERVER_UID);
    expect(statSync(clusterOf(dataDir)).uid).toBe(SERVER_UID);
    expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it("uses a user namespace below a folder that only root can enter", async () => {
    const dataDir = dataFolder();
    const server = await start(dataDir);
    expect(readFileSync(`/proc/${server.pid}/uid_map`, "utf8").trim().split(/\s+/)).toEqual(["65534", "0", "1"]);
    expect(effectiveCapabilities(server.pid)).toBe(0n);
    expect(statSync(clusterOf(dataDir)).uid).toBe(0);
    await server.stop();
  });

  it("copies programs and cluster to a folder of its own when there is no user namespace either", async () => {
    const dataDir = dataFolder();
    const ownFolderRoot = join(dirname(dataFolder({ open: true })), "own");
    const inPlace = await start(dataDir, { strategies: ["namespace"] });
    await query(inPlace, "create table kept as select 7 as n");
    await inPlace.stop();

    const moved = await start(dataDir, { strategies: ["uid", "own-folder"], ownFolderRoot });
    expect(uidOf(moved.pid)).toBe(SERVER_UID);
    expect(lstatSync(join(dataDir, "postgres")).isSymbolicLink()).toBe(true);
    expect(clusterOf(dataDir).startsWith(ownFolderRoot)).toBe(true);
    expect(await query(moved, "select n from kept")).toEqual([{ n: 7 }]);
    await moved.stop();

    const again = await start(dataDir, { strategies: ["uid", "namespace", "own-folder"], ownFolderRoot });
    expect(await query(again, "select n from kept")).toEqual([{ n: 7 }]);
    await again.stop();
    expect(runningPid(dataDir)).toBeUndefined();
  });

  it("says so when no way is left", async () => {
    await expect(start(dataFolder(), { strategies: [] })).rejects.toMatchObject({
      code: "folder-unusable",
      message: expect.stringContaining("refuses to run as root"),
    });
  });
});

/** An ordinary user can only try this where it can read the checkout: not below root's home. */
describe.runIf(asRoot && canReach({ kind: "uid", ...ORDINARY }, process.execPath, [import.meta.dirname]))(
  "started by an ordinary user",
  () => {
    it("runs the cluster of an ordinary user as that user", async () => {
      const dataDir = folderOf(ORDINARY);
      const holder = await startHolder(dataDir, ORDINARY);
      expect(uidOf(holder.server.pid)).toBe(ORDINARY.uid);
      expect(await holder.end("SIGTERM")).toBe(0);

      const server = await start(dataDir);
      expect(uidOf(server.pid)).toBe(ORDINARY.uid);
      await server.stop();
    });

    it("leaves a cluster of root's alone when an ordinary user starts, and says whose it is", async () => {
      const dataDir = dataFolder({ open: true });
      const server = await start(dataDir);
      await server.stop();
      await expect(startHolder(dataDir, ORDINARY)).rejects.toThrow(/data folder cannot be written/);
      chmodSync(dataDir, 0o777);
      await expect(startHolder(dataDir, ORDINARY)).rejects.toThrow(/belongs to another user/);
    });
  },
);

/** The checkout itself may lie below a home that no other user can enter. */
function readableCopy(folder: string): string | null {
  const native = platformPackageFolder();
  if (native === null) return null;
  cpSync(native, join(folder, "native"), { recursive: true, verbatimSymlinks: true });
  return join(folder, "native");
}

function folderOf({ uid, gid }: { readonly uid: number; readonly gid: number }): string {
  const dataDir = dataFolder({ open: true });
  mkdirSync(dataDir);
  chownSync(dataDir, uid, gid);
  return dataDir;
}

function uidOf(pid: number): number {
  return statSync(`/proc/${pid}`).uid;
}

function effectiveCapabilities(pid: number): bigint {
  const hex = /CapEff:\s*([0-9a-f]+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return BigInt(`0x${hex}`);
}
