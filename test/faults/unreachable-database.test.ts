import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { databaseGate } from "../database/database-gate.ts";
import { testDatabase } from "../database/test-database.ts";
import { expectKept } from "./expect-kept.ts";
import { acknowledgedMore, press } from "./pressing-clients.ts";
import { recordFault } from "./record-fault.ts";
import { atScale } from "./scale.ts";
import { startServerUnderFault } from "./server-under-fault.ts";

const database = testDatabase();
const AWAY_SECONDS = atScale(30, 3);

it("answers 503 while the database cannot be reached, and goes on by itself", async () => {
  const gate = databaseGate();
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-fault-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const databaseUrl = await gate.open(database.url());
  onTestFinished(() => gate.shut());
  const server = await startServerUnderFault({ variables: { TOCSIN_DATA: dataDir, DATABASE_URL: databaseUrl } });
  onTestFinished(() => server.stop());
  const pid = server.pid();
  const pressing = press({ urls: [server.url], apiKey: server.apiKey, clients: 16 });
  await acknowledgedMore(pressing, 200);
  await gate.shut();
  // Whoever waits for an answer from before has it by then.
  await sleep(500);
  const before = pressing.counts();
  await sleep(AWAY_SECONDS * 1000);
  const during = pressing.counts();
  await gate.reopen();
  await acknowledgedMore(pressing, 200);
  const counts = await pressing.stop();
  expect(during.acknowledged).toBe(before.acknowledged);
  expect(during.unavailable).toBeGreaterThan(before.unavailable);
  expect(counts.broken).toBe(0);
  expect(server.pid()).toBe(pid);
  const kept = await expectKept(counts, database.url());
  recordFault({ fault: `the database cannot be reached for ${AWAY_SECONDS} s`, counts, kept });
});
