import { setTimeout as pass } from "node:timers/promises";
import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { createStore } from "../db/store.ts";
import { createAskProvider } from "./ask-provider.ts";
import type { LookupAnswer, LookupProvider } from "./lookup-provider.ts";

const database = testDatabase();
const told: LookupAnswer = { kind: "told", facts: { mx: true }, keptMs: 60_000 };

function asking(ask: LookupProvider["ask"], given: Partial<LookupProvider> = {}) {
  const warnings: string[] = [];
  const provider = createAskProvider({
    store: createStore(database.pool),
    provider: {
      id: "mx",
      about: "emails",
      facts: ["mx"],
      atOnce: 3,
      deadlineMs: 5000,
      subjectOf: String,
      ask,
      ...given,
    },
    log: { warn: (_, message) => void warnings.push(message) },
    now: Date.now,
  });
  return { provider, warnings };
}

const subjects = (name: string, n: number) => Array.from({ length: n }, (_, i) => `${name}${i}.com`);

it("has no more questions under way than its provider wants", async () => {
  let underWay = 0;
  let most = 0;
  const { provider } = asking(async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await pass(5);
    underWay -= 1;
    return told;
  });
  expect((await provider.answers(subjects("many", 20))).size).toBe(20);
  expect(most).toBe(3);
});

it("ends a question at the deadline, and those under way when it is stopped", async () => {
  const wait: LookupProvider["ask"] = (_, signal) =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve({ kind: "failure", reason: "timeout" }));
    });
  const late = asking(wait, { deadlineMs: 20 });
  expect((await late.provider.answers(["late.com"])).get("late.com")).toMatchObject({
    facts: null,
    failure: "timeout",
  });
  const stopped = asking(wait);
  const answers = stopped.provider.answers(subjects("stopped", 5));
  // It looks at what is remembered first.
  await expect.poll(() => stopped.provider.counts().asked).toBe(3);
  stopped.provider.stop();
  expect(await answers).toEqual(new Map());
});

it("takes a provider that throws for one that did not answer", async () => {
  const { provider, warnings } = asking(() => Promise.reject(new Error("nobody thought of that")));
  expect((await provider.answers(["throws.com"])).get("throws.com")).toMatchObject({ facts: null, failure: "error" });
  expect(warnings).toEqual(["a question of mx look-ups failed"]);
});

it("does not forget an answer because another process got none", async () => {
  const answers = [told, { kind: "failure", reason: "error" } as const];
  // Both look before either asks.
  const { provider } = asking(async () => {
    await pass(answers.length === 2 ? 0 : 30);
    return answers.shift() ?? told;
  });
  await Promise.all([provider.answers(["race.com"]), provider.answers(["race.com"])]);
  expect((await provider.answers(["race.com"])).get("race.com")).toMatchObject({ facts: { mx: true }, failure: null });
});
