import { conditionValues, valueChildren } from "../../../dsl/binder/bound-children.ts";
import type {
  BoundAttribute,
  BoundCondition,
  BoundPack,
  BoundRule,
  BoundTest,
  BoundValue,
} from "../../../dsl/binder/bound.ts";

export interface AttributesRead {
  /** Names of the attributes that a rule reads, and those that these read. */
  readonly byRule: (id: string) => ReadonlySet<string>;
  /** The same of all that a test expects. */
  readonly byTest: (test: BoundTest) => ReadonlySet<string>;
}

export function attributesRead({ attributes, rules, tests }: BoundPack): AttributesRead {
  const readByAttribute = new Map<string, ReadonlySet<string>>();
  const namesIn = (value: BoundValue): readonly string[] =>
    value.kind === "attribute_ref"
      ? [value.name, ...(readByAttribute.get(value.name) ?? [])]
      : valueChildren(value).flatMap(namesIn);
  const readBy = (conditions: readonly BoundCondition[]) =>
    new Set(conditions.flatMap(conditionValues).flatMap(namesIn));
  // dependencies come first
  for (const { name, body } of attributes) readByAttribute.set(name, new Set(valuesOf(body).flatMap(namesIn)));
  const readByRule = new Map(rules.map((rule) => [rule.id, readBy(conditionsOf(rule))]));
  const byRule = (id: string) => readByRule.get(id) ?? new Set();
  const readByTest = new Map(
    tests.map((test) => [
      test,
      new Set(
        test.cases.flatMap((one) => [
          ...one.rules.flatMap(({ rule }) => [...byRule(rule)]),
          ...readBy(one.conditions.map(({ condition }) => condition)),
        ]),
      ),
    ]),
  );
  return { byRule, byTest: (test) => readByTest.get(test) ?? new Set() };
}

function conditionsOf({ when, except }: BoundRule): readonly BoundCondition[] {
  return except === null ? [when] : [when, except];
}

function valuesOf(body: BoundAttribute["body"]): readonly BoundValue[] {
  return body.kind === "value" ? [body.value] : conditionValues(body.condition);
}
