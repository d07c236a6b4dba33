import { loadEvaluator, lower, reach } from "../../compiler/index.ts";
import { renderBecause } from "../../dsl/because/render-because.ts";
import type { BoundCase, BoundPack, BoundRule, BoundTest } from "../../dsl/binder/bound.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";

/** A user that a rule catches, out of the rule's own tests. */
export interface RuleExample {
  readonly test: BoundTest;
  /** What the rule says about this user. */
  readonly because: string;
}

export interface RuleReading {
  /** Names, in the order of the pack. */
  readonly attributes: readonly string[];
}

/**
 * The first test whose user the rule matches, one with events if there is one; the user is judged, nothing is believed.
 *
 * @throws if there is none, or if it does not match.
 */
export function exampleOf(pack: BoundPack, rule: BoundRule): RuleExample & RuleReading {
  const caught = pack.tests.flatMap((test) =>
    test.cases.filter((one) => catches(one, rule)).map((one) => ({ test, one })),
  );
  const found = caught.find(({ one }) => (one.user.sources.events ?? []).length > 0) ?? caught[0];
  if (found === undefined) throw new Error(`no test shows whom ${rule.id} catches`);
  const { test, one } = found;
  const { asOf, lists, user, attributes: given } = one;
  const plan = lower({ ...pack, rules: [rule] }, { inputs: new Set(given.keys()) });
  const evaluator = loadEvaluator(plan).withLists(lists);
  const context = buildUser(user, asOf);
  const inputs = Object.fromEntries(given);
  if (evaluator.evaluate(context, asOf, inputs)[0] !== true)
    throw new Error(`${rule.id} does not match the user of "${test.title}"`);
  const values = evaluator.attributes(context, asOf, inputs);
  const types = new Map(plan.attributes.map(({ name, type }) => [name, type]));
  const because = renderBecause(rule.metadata.because ?? "", (name) => {
    const type = types.get(name);
    return type === undefined ? undefined : { type, value: values[name] ?? null };
  });
  const read = lower({ ...pack, rules: [rule] });
  return { test, because, attributes: reach(read, { rules: [rule.id] }).attributes.map(({ name }) => name) };
}

function catches(one: BoundCase, rule: BoundRule): boolean {
  return one.rules.some((expected) => expected.rule === rule.id && expected.outcome === "match");
}
