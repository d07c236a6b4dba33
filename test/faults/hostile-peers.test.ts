import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { testDatabase } from "../database/test-database.ts";
import { expectKept } from "./expect-kept.ts";
import { acknowledgedMore, press } from "./pressing-clients.ts";
import { recordFault } from "./record-fault.ts";
import { atScale } from "./scale.ts";
import { startServerUnderFault, type ServerUnderFault } from "./server-under-fault.ts";

const database = testDatabase();
const SILENT = atScale(10_000, 500);
const ROUNDS = atScale(20, 2);
const MB = 1024 * 1024;
/** What the whole process may take while thousands are connected and send nothing, or send nonsense. */
const MOST_RESIDENT = 700 * MB;

async function startServer(): Promise<ServerUnderFault> {
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-fault-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  await database.truncate();
  const server = await startServerUnderFault({
    variables: { TOCSIN_DATA: dataDir, DATABASE_URL: database.url() },
    limits: "ulimit -n $(ulimit -Hn)",
  });
  onTestFinished(() => server.stop());
  return server;
}

const residentBytes = (pid: number) =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;

function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect({ host: hostname, port: Number(port) }).on("error", () => undefined);
}

it(`serves others while ${SILENT} connections send nothing or a byte now and then, and closes them`, async () => {
  const server = await startServer();
  const sockets: Socket[] = [];
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
  let connected = 0;
  let closed = 0;
  for (let opened = 0; opened < SILENT; opened += 1) {
    const socket = open(server.url);
    sockets.push(socket.on("connect", () => (connected += 1)).on("close", () => (closed += 1)));
    // What the server says before it closes has to be read.
    socket.resume();
    // Not more at once than a listening socket queues.
    if (opened % 200 === 199) while (connected <= opened) await sleep(5);
  }
  while (connected < SILENT) await sleep(5);
  // Every tenth begins a request and never ends it.
  const slow = sockets.filter((_, index) => index % 10 === 0);
  const drip = setInterval(
    () => slow.forEach((socket) => socket.write(socket.bytesWritten === 0 ? "POST / HTTP/1.1\r\n" : "A: b\r\n")),
    2000,
  );
  onTestFinished(() => clearInterval(drip));
  const pressing = press({ urls: [server.url], apiKey: server.apiKey });
  await acknowledgedMore(pressing, 200);
  const resident = residentBytes(server.pid());
  while (closed < SILENT) await sleep(20);
  const counts = await pressing.stop();
  expect(counts.broken).toBe(0);
  expect(resident).toBeLessThan(MOST_RESIDENT);
  const kept = await expectKept(counts, database.url());
  recordFault({
    fault: `${SILENT} connections send nothing`,
    counts,
    kept,
    also: `${Math.round(resident / MB)} MB resident; all closed`,
  });
});

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const HOSTILE: readonly (readonly [name: string, type: string, body: () => string | Buffer])[] = [
  ["10 MB", "application/x-www-form-urlencoded", () => `userName=${"x".repeat(10_000_000)}`],
  ["10 MB of JSON", "application/json", () => `{"userName":"${"x".repeat(10_000_000)}"}`],
  [
    "100,000 fields",
    "application/x-www-form-urlencoded",
    () => Array.from({ length: 100_000 }, (_, n) => `f${n}=1`).join("&"),
  ],
  [
    "as many fields as fit",
    "application/x-www-form-urlencoded",
    () =>
      Array.from({ length: 30_000 }, (_, n) => `f${n}=1`)
        .join("&")
        .slice(0, 260_000),
  ],
  ["deep JSON", "application/json", () => nested(100_000)],
  ["deep JSON in a field", "application/json", () => `{"payload":${nested(100_000)}}`],
  ["bytes that are no text", "application/x-www-form-urlencoded", () => Buffer.alloc(100_000, 0xff)],
  ["half a compressed body", "application/json", () => Buffer.from([0x1f, 0x8b, 8, 0, 0])],
];

it("serves others while it is sent what no application sends", async () => {
  const server = await startServer();
  const pressing = press({ urls: [server.url], apiKey: server.apiKey });
  const statuses = new Set<number>();
  for (let round = 0; round < ROUNDS; round += 1)
    await Promise.all(
      ["/sensor/", "/api/v1/events", "/api/v1/blacklist/search"].flatMap((path) =>
        HOSTILE.map(async ([, type, body]) => {
          const headers = { "api-key": server.apiKey, "content-type": type };
          // The server may hang up on what is too large before it was sent.
          const answer = await fetch(server.url + path, { method: "POST", headers, body: body() }).catch(() => null);
          if (answer !== null) statuses.add(answer.status);
          await answer?.arrayBuffer().catch(() => undefined);
        }),
      ),
    );
  await acknowledgedMore(pressing, 100);
  const resident = residentBytes(server.pid());
  const counts = await pressing.stop();
  expect([...statuses].filter((status) => (status >= 500 && status !== 503) || status < 400)).toEqual([]);
  expect(resident).toBeLessThan(MOST_RESIDENT);
  const kept = await expectKept(counts, database.url());
  recordFault({
    fault: `bodies of 10 MB, 100,000 fields, deep JSON, broken encodings, ${ROUNDS} rounds`,
    counts,
    kept,
    also: `${Math.round(resident / MB)} MB resident`,
  });
});
