import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { replaceSettings, ruleWeights } from "../apps/apps.ts";
import { decide } from "../decisions/decide.ts";
import { packOf } from "../packs/load-pack.ts";
import { createScoring } from "../scoring/create-scoring.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { USER_STATUSES, type UserStatus } from "../users/user-status.ts";
import { createSimulator } from "./create-simulator.ts";
import { SimulationCancelled } from "./read-matches.ts";
import type { Proposal } from "./simulate-types.ts";
import { sweep } from "./sweep.ts";

const database = testDatabase();
const packWith = (more: string) =>
  packOf([
    { path: "rules/X01_twice.tocsin", text: 'rule X01 "Twice" { when user.event_count >= 2 }' },
    { path: "rules/X02_thrice.tocsin", text: 'rule X02 "Thrice" { when user.event_count >= 3 }' },
    { path: "rules/X03_named.tocsin", text: `rule X03 "Named" { when ${more} }` },
  ]);
const pack = packWith('user.name in ["user 1", "user 5", "user 8"]');
const USERS = 12;
let tester: RuntimeTester;

/** User n has 1 to 3 events. */
beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  for (let n = 0; n < USERS; n++)
    for (let event = 0; event <= n % 3; event++)
      await tester.send({ userName: `user ${n}`, eventTime: `2026-11-20 10:${10 + n}:0${event}` });
  await settle();
  await decideOn("user 2", "whitelist");
  await settle();
});
afterAll(() => tester.ingest.close());

const settle = () => createScoring({ store: tester.store, pack }).settle();

async function decideOn(name: string, decision: "whitelist" | "review"): Promise<void> {
  const { store, appId } = tester;
  await decide(store, { appId, userName: name, decision, operatorId: null });
}

const proposalOf = (weights: Record<string, number>, review: number | null, blacklist: number | null): Proposal => ({
  weights: new Map(Object.entries(weights)),
  thresholds: { review, blacklist },
});

interface Stored {
  readonly scores: readonly number[];
  readonly sizes: Readonly<Record<UserStatus, number>>;
}

async function stored(): Promise<Stored> {
  const { rows } = await database.pool.query<{ score: number; decision: string | null; in_review: boolean }>(
    "select score, decision, review_since is not null as in_review from users join scores using (user_id)",
  );
  const scores = Array.from({ length: 100 }, () => 0);
  for (const { score, decision } of rows) if (decision === null) scores[score] = (scores[score] ?? 0) + 1;
  const statusOf = ({ decision, in_review }: (typeof rows)[number]): UserStatus =>
    decision === "blacklist"
      ? "blacklisted"
      : decision === "whitelist"
        ? "whitelisted"
        : in_review
          ? "in_review"
          : "normal";
  const counts = USER_STATUSES.map((status) => [status, rows.filter((row) => statusOf(row) === status).length]);
  return { scores, sizes: Object.fromEntries(counts) };
}

it("foretells what scoring stores, also of rules that weighed nothing", async () => {
  const { store, appId } = tester;
  const proposals = [
    proposalOf({ X01: 20 }, 80, null),
    proposalOf({ X03: 70 }, 33, null),
    proposalOf({ X01: 10, X02: 20, X03: -20 }, 70, null),
    proposalOf({}, null, null),
    proposalOf({ X02: 70, X03: 20 }, 33, 20),
  ];
  const histograms: [foretold: unknown, stored: unknown][] = [];
  let blacklisted = 0;
  for (const proposal of proposals) {
    const before = await stored();
    const foretold = await createSimulator(store).simulate(pack, { appId, proposal });
    expect(foretold.basis).toEqual({ stored: USERS, judged: 0, leftOut: 0 });
    expect(foretold.sizes.before).toEqual(before.sizes);
    expect(foretold.histogram.before).toEqual(before.scores);
    await replaceSettings(store, appId, { ...proposal, preset: null });
    await settle();
    const after = await stored();
    expect(foretold.sizes.after).toEqual(after.sizes);
    // Those who are decided on now were not when the histogram was made.
    if (proposal.thresholds.blacklist === null) histograms.push([foretold.histogram.after, after.scores]);
    else blacklisted += after.sizes["blacklisted"] ?? 0;
    const again = await createSimulator(store).simulate(pack, { appId, proposal });
    expect({ moves: again.moves, rescored: again.rescored }).toEqual({ moves: [], rescored: 0 });
  }
  expect(histograms).toHaveLength(4);
  expect(histograms.map(([foretold]) => foretold)).toEqual(histograms.map(([, found]) => found));
  expect(blacklisted).toBeGreaterThan(0);
});

it("names who moves, and says how many each rule matches", async () => {
  const { store, appId } = tester;
  const simulator = createSimulator(store);
  const { moves, matching } = await simulator.simulate(pack, {
    appId,
    proposal: proposalOf({ X03: 70 }, 29, null),
    mostNamed: 2,
  });
  expect(Object.fromEntries(matching)).toEqual({ X01: 8, X02: 4, X03: 3 });
  const entering = moves.filter(({ to }) => to === "in_review");
  expect(entering.map(({ users }) => users)).toEqual([1]);
  expect(entering[0]?.named).toEqual([{ name: "user 1", before: expect.any(Number), after: 29 }]);
});

it("judges those whose stored result is of another pack, a sample or all, and says how many", async () => {
  const { store, appId } = tester;
  const other = packWith("user.event_count == 1");
  const progress: { judged: number; of: number }[] = [];
  const question = { appId, proposal: proposalOf({ X03: 70 }, 33, null) };
  const all = await createSimulator(store).simulate(other, {
    ...question,
    scope: "all",
    onProgress: (step) => progress.push(step),
  });
  expect(all.basis).toEqual({ stored: 0, judged: USERS, leftOut: 0 });
  expect(all.matching.get("X03")).toBe(4);
  expect(progress.at(-1)).toEqual({ judged: USERS, of: USERS });
  expect((await createSimulator(store).simulate(other, question)).sizes).toEqual(all.sizes);
  const abandoned = createSimulator(store).simulate(other, { ...question, scope: "all", signal: AbortSignal.abort() });
  await expect(abandoned).rejects.toThrow(SimulationCancelled);
});

it("judges at most a thousand for a sample, and leaves the others as they are", async () => {
  const { store, appId, send } = await runtimeTester(database.pool);
  await Promise.all(Array.from({ length: 1003 }, (_, n) => send({ userName: `crowd ${n}` })));
  const { basis, sizes } = await createSimulator(store).simulate(pack, { appId, proposal: proposalOf({}, 99, null) });
  expect(basis).toEqual({ stored: 0, judged: 1000, leftOut: 3 });
  expect(sizes.after).toMatchObject({ in_review: 1000, normal: 3 });
});

it("says of many proposals what it says of each", async () => {
  const { store, appId } = tester;
  const proposals = [proposalOf({ X01: 20 }, 80, null), proposalOf({ X03: 70 }, 33, null)];
  const { basis, weighed } = await sweep(store, pack, { appId, proposals, scope: "sample", asOf: Date.now() });
  expect(basis).toEqual({ stored: USERS, judged: 0, leftOut: 0 });
  const alone = await Promise.all(
    proposals.map((proposal) => createSimulator(store).simulate(pack, { appId, proposal })),
  );
  expect(weighed.map(({ sizes, rescored }) => ({ sizes, rescored }))).toEqual(
    alone.map(({ sizes, rescored }) => ({ sizes, rescored })),
  );
});

it("answers from what it read a moment ago and reads again when the moment is over", async () => {
  const { store, appId } = tester;
  let now = Date.UTC(2026, 10, 21);
  const simulator = createSimulator(store, { clock: () => now });
  const ask = async () => (await simulator.simulate(pack, { appId, proposal: proposalOf({}, null, null) })).asOf;
  const first = await ask();
  now += 1000;
  expect(await ask()).toBe(first);
  now += 6000;
  expect(await ask()).toBe(now);
});

it("replaces settings only while they are what was seen", async () => {
  const { store, appId } = tester;
  const seen = proposalOf({ X01: 20, X02: 0 }, 33, null);
  const next = proposalOf({ X02: 10 }, 40, 10);
  await replaceSettings(store, appId, { ...seen, preset: null });
  expect(await replaceSettings(store, appId, { ...next, preset: null }, proposalOf({ X01: 10 }, 33, null))).toBe(false);
  expect(await replaceSettings(store, appId, { ...next, preset: null }, proposalOf({ X01: 20 }, 34, null))).toBe(false);
  expect(Object.fromEntries(await ruleWeights(store, appId))).toEqual({ X01: 20, X02: 0 });
  // A rule that weighs nothing weighs the same as one that is not named.
  expect(await replaceSettings(store, appId, { ...next, preset: "mine" }, proposalOf({ X01: 20 }, 33, null))).toBe(
    true,
  );
  const { rows } = await database.pool.query(
    "select preset, review_threshold, blacklist_threshold from apps where app_id = $1",
    [appId],
  );
  expect(rows).toEqual([{ preset: "mine", review_threshold: 40, blacklist_threshold: 10 }]);
});
