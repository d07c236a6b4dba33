import type { Pool } from "pg";
import { loadEvaluator } from "../../compiler/typescript/load-evaluator.ts";
import type { Plan } from "../../compiler/index.ts";
import { createContextLoader } from "../../runtime/context/load-contexts.ts";
import { planNeeds, type Store } from "../../runtime/index.ts";
import { parseSensorRequest } from "../../runtime/ingest/parse-sensor-request.ts";
import { originOf, runtimeTester } from "../../runtime/testing/runtime-tester.ts";
import { honestFacts, type HonestUser } from "./population.ts";

/** One of the honest people, and the ids of the rules that matched at each moment. */
export interface JudgedHonest {
  readonly kind: string;
  readonly matches: readonly (readonly string[])[];
}

interface JudgeHonestOptions {
  readonly pool: Pool;
  readonly plan: Plan;
  readonly users: readonly HonestUser[];
  /** When they are judged, milliseconds since the epoch. */
  readonly moments: readonly number[];
}

/** Sends the people through the sensor's own path, and judges what is stored by every rule of the plan, as of each moment. */
export async function judgeHonest({
  pool,
  plan,
  users,
  moments,
}: JudgeHonestOptions): Promise<readonly JudgedHonest[]> {
  const { store, appId, ingest } = await runtimeTester(pool, { facts: honestFacts(users) });
  await Promise.all(
    users.map(async ({ events }) => {
      for (const { fields, time } of events) {
        const accepted = parseSensorRequest(fields, { now: time });
        if (accepted.kind === "rejected") throw new Error(accepted.message);
        await ingest.submit({ ...originOf(appId), receivedAt: time }, accepted);
      }
    }),
  );
  await ingest.close();
  const { evaluate, rules } = loadEvaluator(plan);
  const loader = createContextLoader(store, planNeeds(plan));
  const ids = await readIds(store);
  const matches = new Map([...ids.values()].map((name) => [name, new Array<readonly string[]>()]));
  for (const asOf of moments) {
    for (const { userId, context } of await loader.load([...ids.keys()], asOf)) {
      const outcomes = evaluate(context, asOf);
      matches.get(ids.get(userId) ?? "")?.push(rules.filter((_, i) => outcomes[i] === true));
    }
  }
  return users.map(({ kind, events }) => ({ kind, matches: matches.get(events[0]?.fields["userName"] ?? "") ?? [] }));
}

async function readIds({ pool }: Store): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ user_id: string; name: string }>("select user_id, name from users");
  return new Map(rows.map(({ user_id: id, name }) => [id, name]));
}
