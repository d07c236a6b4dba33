import { dryRun } from "../runtime/index.ts";
import { cpuTimes } from "./cpu-time.ts";
import { createFilledStore } from "./filled-store.ts";
import { short, table, whole } from "./table.ts";

/** A rule over counters, one over events with a tie, and all of them. */
const QUESTIONS = [
  { name: "D06 (a counter)", rules: ["D06"] },
  { name: "A03 (events and a tie)", rules: ["A03"] },
  { name: "all rules", rules: null },
] as const;

/** Dry-runs over everybody stored, for each number of stored users: how long, and how much processor time of the database and our own. */
export async function benchDryRun({ stored }: { readonly stored: readonly number[] }) {
  const { store, appId, pack, fill, close } = await createFilledStore();
  try {
    const rows: string[][] = [];
    for (const users of stored) {
      const started = performance.now();
      const events = await fill(users);
      console.error(
        `filled up to ${whole(users)} users: ${whole(events)} events after ${short((performance.now() - started) / 1000)} s`,
      );
      for (const { name, rules } of QUESTIONS) {
        const asked = rules ?? pack.plan.rules.map(({ id }) => id);
        const run = () => dryRun(store, pack.plan, { appId, rules: asked, scope: "all", asOf: Date.now() });
        await run(); // fills the caches
        const [begun, before] = [performance.now(), await cpuTimes(process.pid)];
        const { tested } = await run();
        const [took, after] = [performance.now() - begun, await cpuTimes(process.pid)];
        const spent = { database: after.database - before.database, own: after.server - before.server };
        rows.push([
          name,
          whole(tested),
          short(took),
          short(spent.database),
          short(spent.own),
          short((spent.database / tested) * 1000),
        ]);
      }
    }
    return [
      "### Dry-run over all users",
      "",
      table(["rules", "users", "ms", "database ms", "own ms", "database µs a user"], rows),
    ].join("\n");
  } finally {
    await close();
  }
}
