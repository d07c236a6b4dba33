import type { Span } from "../../../dsl/ast/node.ts";
import type { BoundAttribute, BoundPack, BoundRule, BoundTest } from "../../../dsl/binder/bound.ts";
import { runTests } from "../run-tests.ts";
import { attributesRead } from "./attributes-read.ts";
import { lift, type Shift } from "./shift.ts";
import { shiftCondition, shiftValue } from "./shift-thresholds.ts";

/** A threshold that can be moved by the smallest step, and every test still passes. */
export interface UntestedThreshold {
  /** Id of a rule or name of an attribute. */
  readonly declaration: string;
  /** Where it is written; in the `define` that brought it, if one did. */
  readonly span: Span;
  readonly step: string;
}

export interface ThresholdOptions {
  /** Rules and attributes to look at, by the file that declares them; all if left out. */
  readonly isWanted?: (file: string) => boolean;
  /** Lets others work between two moves, and says whether there is time left; there always is if it is left out. */
  readonly goOn?: (() => Promise<boolean>) | undefined;
}

/**
 * Moves every threshold of the rules of a pack whose tests pass, and of the attributes that these read, by the smallest step, one after the other,
 * up and down, and runs the tests: what no test notices has no test at its boundary. What a `define` compares with is written
 * once, and noticed once is enough. TypeScript judges alone: both targets give the same answers. When time is over, those that were not
 * moved yet are left out.
 */
export async function untestedThresholds(
  pack: BoundPack,
  { isWanted = () => true, goOn = async () => true }: ThresholdOptions = {},
): Promise<readonly UntestedThreshold[]> {
  const untested = new Map<string, UntestedThreshold>();
  const noticed = new Set<string>();
  for (const { declaration, shift } of shiftsOf(pack, isWanted)) {
    const { tree, span, step } = shift;
    if (!(await goOn())) break;
    const place = JSON.stringify([span.file, span.start, span.end, step]);
    if (noticed.has(place)) continue;
    const results = await runTests({ ...tree, unchanged: null });
    if (results.some(({ failures }) => failures.length > 0)) noticed.add(place);
    else untested.set(place, { declaration, span, step });
  }
  return [...untested].flatMap(([place, threshold]) => (noticed.has(place) ? [] : [threshold]));
}

interface PackShift {
  readonly declaration: string;
  /** Of the pack, only what the tests that can notice are about. */
  readonly shift: Shift<BoundPack>;
}

function shiftsOf(pack: BoundPack, isWanted: (file: string) => boolean): readonly PackShift[] {
  const read = attributesRead(pack);
  const readByRules = new Set(pack.rules.flatMap(({ id }) => [...read.byRule(id)]));
  const testedBy = (tests: readonly BoundTest[]): BoundPack => {
    const names = new Set(tests.flatMap((test) => [...read.byTest(test)]));
    return { ...pack, tests, attributes: pack.attributes.filter(({ name }) => names.has(name)) };
  };
  const named = (declaration: string, shifts: readonly Shift<BoundPack>[]) =>
    shifts.map((shift) => ({ declaration, shift }));
  return [
    ...pack.rules.flatMap((rule, i) => {
      if (!isWanted(rule.span.file)) return [];
      const part = testedBy(pack.tests.filter((test) => expects(test, rule.id)));
      return named(
        rule.id,
        lift(shiftRule(rule), (shifted) => ({ ...part, rules: part.rules.with(i, shifted) })),
      );
    }),
    ...pack.attributes.flatMap((attribute) => {
      const { name } = attribute;
      if (!readByRules.has(name) || !isWanted(attribute.span.file)) return [];
      const part = testedBy(pack.tests.filter((test) => read.byTest(test).has(name)));
      const shiftedPart = (shifted: BoundAttribute) =>
        part.attributes.map((one) => (one === attribute ? shifted : one));
      return named(
        name,
        lift(shiftAttribute(attribute), (shifted) => ({ ...part, attributes: shiftedPart(shifted) })),
      );
    }),
  ];
}

function expects({ cases }: BoundTest, id: string): boolean {
  return cases.some(({ rules }) => rules.some(({ rule }) => rule === id));
}

export function shiftRule(rule: BoundRule): readonly Shift<BoundRule>[] {
  const { when, except } = rule;
  return [
    ...lift(shiftCondition(when), (shifted) => ({ ...rule, when: shifted })),
    ...(except === null ? [] : lift(shiftCondition(except), (shifted) => ({ ...rule, except: shifted }))),
  ];
}

export function shiftAttribute(attribute: BoundAttribute): readonly Shift<BoundAttribute>[] {
  const { body } = attribute;
  return body.kind === "value"
    ? lift(shiftValue(body.value), (value) => ({ ...attribute, body: { ...body, value } }))
    : lift(shiftCondition(body.condition), (condition) => ({ ...attribute, body: { ...body, condition } }));
}
