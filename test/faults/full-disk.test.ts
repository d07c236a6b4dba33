import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { expect, it, onTestFinished } from "vitest";
import { silentLog } from "../../runtime/db/start-log.ts";
import { startEmbeddedPostgres } from "../../runtime/db/embedded/index.ts";
import { expectKept } from "./expect-kept.ts";
import { ownCluster } from "./own-cluster.ts";
import { acknowledgedMore, press } from "./pressing-clients.ts";
import { recordFault } from "./record-fault.ts";
import { startServerUnderFault } from "./server-under-fault.ts";

const MB = 1024 * 1024;
/** What is left for events when they begin to come. */
const ROOM = 3 * MB;

/** A file system of 400 MB in memory; null where nobody may mount one. */
function boundedDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-disk-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=400m", "tmpfs", folder], { stdio: "pipe" });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync("umount", ["--lazy", folder]));
  return folder;
}

it("acknowledges nothing that a full disk cannot hold, and goes on once there is room", async ({ skip }) => {
  const disk = boundedDisk();
  if (disk === null) return skip("a file system of a bounded size can only be mounted by root");
  const cluster = ownCluster();
  onTestFinished(() => cluster.remove());
  // The database of a first start, but on the small disk: the server finds it there.
  const postgres = await startEmbeddedPostgres({ dataDir: cluster.dataDir, log: silentLog });
  await onDisk(postgres.connectionString, disk, cluster.dataDir);
  const server = await startServerUnderFault({ variables: { TOCSIN_DATA: cluster.dataDir } });
  await postgres.stop();
  onTestFinished(() => server.stop());

  const ballast = join(disk, "ballast");
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - ROOM));
  const pressing = press({
    urls: [server.url],
    apiKey: server.apiKey,
    clients: 16,
    fields: { pageTitle: "x".repeat(250), userAgent: "y".repeat(500), httpReferer: `/${"z".repeat(2000)}` },
  });
  while (pressing.counts().unavailable < 50) await sleep(20);
  const full = pressing.counts();
  await sleep(1000);
  rmSync(ballast);
  await acknowledgedMore(pressing, 200);
  const counts = await pressing.stop();
  expect(counts.broken).toBe(0);
  const kept = await expectKept(counts, cluster.databaseUrl());
  recordFault({
    fault: "the disk is full, and has room again",
    counts,
    kept,
    also: `${full.acknowledged} stored until then`,
  });
});

async function onDisk(url: string, disk: string, dataDir: string): Promise<void> {
  const { uid, gid } = statSync(join(dataDir, "postgres", "data"));
  const place = join(disk, "tablespace");
  mkdirSync(place);
  chmodSync(disk, 0o755);
  chownSync(place, uid, gid);
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  const client = new Client({ connectionString: maintenance.href });
  await client.connect();
  await client.query(`create tablespace small location '${place}'`);
  await client.query("alter database tocsin set tablespace small");
  await client.end();
}
