import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { testDatabase } from "../database/test-database.ts";
import { expectKept } from "./expect-kept.ts";
import { acknowledgedMore, press } from "./pressing-clients.ts";
import { recordFault } from "./record-fault.ts";
import { atScale } from "./scale.ts";
import { startServerUnderFault } from "./server-under-fault.ts";

const database = testDatabase();
const HOUR_MS = 3_600_000;
const SHIM = fileURLToPath(new URL("moved-clock.mjs", import.meta.url));
const JUMPS = atScale(10, 2);

it("stores and scores everything while its clock jumps by hours", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-fault-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const clock = join(dataDir, "clock");
  const moveTo = (hours: number) => writeFileSync(clock, String(hours * HOUR_MS));
  moveTo(0);
  const server = await startServerUnderFault({
    variables: {
      TOCSIN_DATA: dataDir,
      DATABASE_URL: database.url(),
      TOCSIN_TEST_CLOCK: clock,
      NODE_OPTIONS: `--import=${SHIM}`,
    },
  });
  onTestFinished(() => server.stop());
  const pressing = press({ urls: [server.url], apiKey: server.apiKey, name: "jumping" });
  await acknowledgedMore(pressing, 50);
  // Ahead and behind in turns, each time further, and right at the end.
  for (let jumps = 1; jumps <= JUMPS; jumps += 1) {
    moveTo(jumps % 2 === 0 ? -jumps : jumps);
    await sleep(100);
    await acknowledgedMore(pressing, 50);
  }
  moveTo(0);
  await sleep(100);
  await acknowledgedMore(pressing, 50);
  const counts = await pressing.stop();
  expect(counts.broken).toBe(0);
  expect(await arrivedHoursFromNow()).toBeGreaterThan(0);
  const kept = await expectKept(counts, database.url(), "wrong");
  recordFault({ fault: `the clock of the server jumps by hours, ${JUMPS} times to and fro`, counts, kept });
});

/** Events of requests that came while the clock was wrong, as the logbook says. */
async function arrivedHoursFromNow(): Promise<number> {
  const { rows } = await database.pool.query<{ lines: number }>(
    "select count(*)::integer as lines from logbook where abs(extract(epoch from started - now())) > 1800",
  );
  return rows[0]?.lines ?? 0;
}
