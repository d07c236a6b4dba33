import { lower, reach, loadEvaluator, type AttributeValue } from "../../compiler/index.ts";
import { conditionId, withConditions } from "../../compiler/verify/run-tests.ts";
import type { BoundAttribute, BoundCase, BoundPack } from "../../dsl/binder/bound.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";

/** An attribute that the expectations of a case depend on. */
export interface TestedValue {
  /** The file of the test. */
  readonly file: string;
  /** Null is missing. */
  readonly value: AttributeValue;
  /** Written down in the case instead of being computed. */
  readonly given: boolean;
}

/** What rules and tests make of one attribute. */
export interface AttributeTests {
  readonly attribute: BoundAttribute;
  /** Ids of the rules that read it, themselves or through other attributes. */
  readonly rules: readonly string[];
  readonly values: readonly TestedValue[];
}

/**
 * Every attribute of a pack with the values that it takes in the pack's tests. Only what an expectation of the case depends on
 * counts: a value that nobody looks at is not tested.
 */
export function attributeTests(pack: BoundPack): readonly AttributeTests[] {
  const readers = new Map<string, string[]>();
  const plan = lower(pack);
  for (const { id } of pack.rules)
    for (const { name } of reach(plan, { rules: [id] }).attributes) push(readers, name, id);
  const values = testedValues(pack);
  return pack.attributes.map((attribute) => ({
    attribute,
    rules: readers.get(attribute.name) ?? [],
    values: values.get(attribute.name) ?? [],
  }));
}

function testedValues(pack: BoundPack): ReadonlyMap<string, readonly TestedValue[]> {
  const values = new Map<string, TestedValue[]>();
  for (const cases of byGivenAttributes(pack)) {
    const inputs = new Set(cases[0]?.attributes.keys());
    const plan = lower(withConditions(pack, cases), { inputs });
    const evaluator = loadEvaluator(plan);
    for (const { user, asOf, lists, attributes, rules, conditions, span } of cases) {
      const expected = [...rules.map(({ rule }) => rule), ...conditions.map((each) => conditionId(each.span))];
      const found = evaluator.withLists(lists).attributes(buildUser(user, asOf), asOf, Object.fromEntries(attributes));
      for (const { name } of reach(plan, { rules: expected }).attributes)
        push(values, name, { file: span.file, value: found[name] ?? null, given: inputs.has(name) });
    }
  }
  return values;
}

/** Cases that give the same attributes share a plan. */
function byGivenAttributes({ tests }: BoundPack): Iterable<readonly BoundCase[]> {
  const groups = new Map<string, BoundCase[]>();
  for (const one of tests.flatMap(({ cases }) => cases))
    push(groups, [...one.attributes.keys()].toSorted().join(), one);
  return groups.values();
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
