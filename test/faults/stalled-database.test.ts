import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { testDatabase } from "../database/test-database.ts";
import { expectKept } from "./expect-kept.ts";
import { acknowledgedMore, press } from "./pressing-clients.ts";
import { recordFault } from "./record-fault.ts";
import { startServerUnderFault } from "./server-under-fault.ts";
import { unsteadyProxy } from "./unsteady-proxy.ts";

const database = testDatabase();
const MB = 1024 * 1024;
const QUEUE_MB = 8;
/** Forty times as much as may wait comes while nothing can be stored; what is held beyond the bound is a constant of the process. */
const MOST_GROWTH = 150 * MB;
const LARGE = "x".repeat(200_000);

const residentBytes = (pid: number) =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;

it("answers 503 instead of growing while the database stands still, and stores what it acknowledged", async () => {
  const proxy = await unsteadyProxy(database.url());
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-fault-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  onTestFinished(() => proxy.close());
  const server = await startServerUnderFault({
    variables: { TOCSIN_DATA: dataDir, DATABASE_URL: proxy.url, TOCSIN_QUEUE_MB: String(QUEUE_MB) },
  });
  onTestFinished(() => server.stop());
  const pressing = press({ urls: [server.url], apiKey: server.apiKey, fields: { payload: LARGE } });
  await acknowledgedMore(pressing, 50);
  const before = residentBytes(server.pid());
  proxy.stall();
  const flood = floodOf(server.url, server.apiKey, (40 * QUEUE_MB * MB) / LARGE.length);
  // Whoever is not sent away waits for the database.
  while (flood.refused < flood.sent / 2) await sleep(20);
  await sleep(500);
  const grown = residentBytes(server.pid()) - before;
  proxy.flow();
  await flood.answered;
  await acknowledgedMore(pressing, 50);
  const counts = await pressing.stop();
  expect(grown).toBeLessThan(MOST_GROWTH);
  expect(flood.saidWhen).toBe(flood.refused);
  const kept = await expectKept(counts, database.url());
  recordFault({
    fault: "the database stands still while too much arrives",
    counts,
    kept,
    also: `${flood.refused} of ${flood.sent} others refused, ${Math.round(grown / MB)} MB more memory`,
  });
});

/** So many large events by clients that do not wait for each other. */
function floodOf(url: string, apiKey: string, sent: number) {
  const flood = { sent: Math.ceil(sent), refused: 0, saidWhen: 0, answered: Promise.resolve() };
  const body = new URLSearchParams({
    userName: "flood",
    ipAddress: "85.1.1.1",
    url: "/",
    eventTime: "2026-11-20 10:00:00",
    payload: LARGE,
  }).toString();
  const headers = { "api-key": apiKey, "content-type": "application/x-www-form-urlencoded" };
  flood.answered = Promise.all(
    Array.from({ length: flood.sent }, async () => {
      await sleep(Math.random() * 1000);
      const answer = await fetch(`${url}/sensor/`, { method: "POST", headers, body }).catch(() => null);
      if (answer?.status !== 503) return;
      flood.refused += 1;
      if (answer.headers.has("retry-after")) flood.saidWhen += 1;
      await answer.arrayBuffer();
    }),
  ).then(() => undefined);
  return flood;
}
