import { readFileSync, rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EMBEDDED_NAME } from "../../runtime/db/embedded/cluster.ts";
import { readPostmasterFile } from "../../runtime/db/embedded/postmaster-file.ts";
import { isServerOf } from "../../runtime/db/embedded/processes.ts";
import { shutDown } from "../../runtime/db/embedded/server-process.ts";
import { currentHome } from "../../runtime/db/embedded/settlement.ts";
import { connectionString } from "../../runtime/db/embedded/start.ts";

/** A data folder with a database of its own, as a first start makes it. */
export interface OwnCluster {
  readonly dataDir: string;
  /** Of the server that runs there now. */
  readonly databaseUrl: () => string;
  /** Ends the postmaster and all its children as the kernel does. */
  killDatabase(): void;
  remove(): Promise<void>;
}

export function ownCluster(): OwnCluster {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-fault-"));
  const dataDir = join(folder, "data");
  const cluster = () => join(currentHome(dataDir), "data");
  const running = () => {
    const file = readPostmasterFile(cluster());
    return file !== undefined && isServerOf(file.pid, cluster()) ? file : undefined;
  };
  return {
    dataDir,
    databaseUrl: () => {
      const file = running();
      if (file === undefined) throw new Error("the database of this test does not run");
      return connectionString(file, EMBEDDED_NAME);
    },
    killDatabase: () => {
      const pid = running()?.pid;
      // It may be on its way back from the last kill.
      if (pid === undefined) return;
      const children = childrenOf(pid);
      for (const each of [pid, ...children]) kill(each);
    },
    remove: async () => {
      await shutDown(cluster());
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(pid: number): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.split(" ").filter(Boolean).map(Number);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It was gone before.
  }
}
