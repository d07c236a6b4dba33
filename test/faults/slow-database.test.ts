import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { testDatabase } from "../database/test-database.ts";
import { expectKept } from "./expect-kept.ts";
import { acknowledgedMore, press, type Pressing } from "./pressing-clients.ts";
import { recordFault } from "./record-fault.ts";
import { atScale } from "./scale.ts";
import { startServerUnderFault } from "./server-under-fault.ts";
import { unsteadyProxy, type UnsteadyProxy } from "./unsteady-proxy.ts";

const database = testDatabase();
const STALLED_SECONDS = atScale(40, 3);
const RESETS = atScale(20, 3);

const FAULTS: readonly (readonly [string, (proxy: UnsteadyProxy, pressing: Pressing) => Promise<void>])[] = [
  [
    "every answer of the database comes 50 ms later",
    async (proxy, pressing) => {
      proxy.delay(50);
      await acknowledgedMore(pressing, 200);
      proxy.delay(0);
    },
  ],
  [
    `nothing of the database comes for ${STALLED_SECONDS} s`,
    async (proxy) => {
      proxy.stall();
      await sleep(STALLED_SECONDS * 1000);
      proxy.flow();
    },
  ],
  [
    `all connections to the database are reset, ${RESETS} times`,
    async (proxy, pressing) => {
      for (let resets = 0; resets < RESETS; resets += 1) {
        await acknowledgedMore(pressing, 20);
        proxy.reset();
      }
    },
  ],
];

it("stores and scores everything, however unsteady the network to the database is", async () => {
  const proxy = await unsteadyProxy(database.url());
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-fault-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  onTestFinished(() => proxy.close());
  const server = await startServerUnderFault({ variables: { TOCSIN_DATA: dataDir, DATABASE_URL: proxy.url } });
  onTestFinished(() => server.stop());
  for (const [index, [fault, make]] of FAULTS.entries()) {
    const pressing = press({ urls: [server.url], apiKey: server.apiKey, name: `unsteady${index}` });
    await acknowledgedMore(pressing, 50);
    await make(proxy, pressing);
    await acknowledgedMore(pressing, 50);
    const counts = await pressing.stop();
    expect(counts.broken, fault).toBe(0);
    recordFault({ fault, counts, kept: await expectKept(counts, database.url()) });
  }
});
