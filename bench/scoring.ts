import { createContextLoader } from "../runtime/context/load-contexts.ts";
import { planNeeds } from "../runtime/context/context-needs.ts";
import { createFilledStore } from "./filled-store.ts";
import { short, table, whole } from "./table.ts";

const ROUNDS = 20;

/** What it costs to judge a user by the whole built-in pack: reading the rows, one by one and by the hundred, and judging them. */
export async function benchScoring({ users }: { readonly users: number }) {
  const { store, pack, fill, close } = await createFilledStore();
  try {
    const events = await fill(users);
    const { rows } = await store.pool.query<{ user_id: string }>("select user_id from users order by user_id");
    const ids = rows.map(({ user_id }) => user_id);
    const loader = createContextLoader(store, planNeeds(pack.plan));
    const asOf = Date.now();
    await loader.load(ids.slice(0, 100), asOf); // prepares the statement

    const one = await milliseconds(async () => {
      for (const id of ids.slice(0, 200)) await loader.load([id], asOf);
    });
    const contexts: Awaited<ReturnType<typeof loader.load>>[number][] = [];
    const batch = await milliseconds(async () => {
      for (let start = 0; start < ids.length; start += 100)
        contexts.push(...(await loader.load(ids.slice(start, start + 100), asOf)));
    });
    for (const { context } of contexts) pack.evaluator.evaluate(context, asOf); // until the code is hot
    const judge = await milliseconds(async () => {
      for (let round = 0; round < ROUNDS; round += 1)
        for (const { context } of contexts) pack.evaluator.evaluate(context, asOf);
    });
    return [
      `### Scoring: ${whole(pack.plan.rules.length)} rules, ${whole(ids.length)} users with ${whole(events)} events`,
      "",
      table(
        ["step", "µs a user"],
        [
          ["read one user", short((one / 200) * 1000)],
          ["read, 100 users a query", short((batch / ids.length) * 1000)],
          ["judge in TypeScript", short((judge / ROUNDS / ids.length) * 1000)],
        ],
      ),
    ].join("\n");
  } finally {
    await close();
  }
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
