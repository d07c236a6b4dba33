import { dryRun } from "../runtime/index.ts";
import { createFilledStore } from "./filled-store.ts";
import { short, table, whole } from "./table.ts";

/** A rule over counters, one over events with a tie, and all of them. */
const QUESTIONS = [
  { name: "D06 (a counter)", rules: ["D06"] },
  { name: "A03 (events and a tie)", rules: ["A03"] },
  { name: "all rules", rules: null },
] as const;

/** Dry-runs over everybody stored, for each number of stored users. */
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
        const begun = performance.now();
        const { tested, tier } = await run();
        const took = performance.now() - begun;
        rows.push([name, whole(tested), tier, short(took), short((took / tested) * 1000)]);
      }
    }
    return ["### Dry-run over all users", "", table(["rules", "users", "tier", "ms", "µs a user"], rows)].join("\n");
  } finally {
    await close();
  }
}
