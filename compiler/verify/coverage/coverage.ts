import type { Span } from "../../../dsl/ast/node.ts";
import type { BoundCase, BoundPack, BoundTest } from "../../../dsl/binder/bound.ts";
import { createInterpreter } from "../../explain/interpreter.ts";
import { lowerWithPlaces, type PlacedPlan } from "../../plan/lower.ts";
import { indexPlan } from "../../plan/plan-index.ts";
import { reach } from "../../plan/reach.ts";
import type { Outcome } from "../../typescript/evaluator.ts";
import { conditionId, describedUsers, groupCases, withConditions } from "../run-tests.ts";
import { walkPoints } from "./condition-points.ts";

/** In how many cases a condition gave an answer at least once. */
export interface SeenAnswers {
  readonly true: number;
  readonly false: number;
  readonly unknown: number;
}

/** What tests made of one condition; all numbers are 0 where none of them came that far. */
export interface ConditionCoverage {
  /** Id of a rule or name of an attribute. */
  readonly declaration: string;
  readonly span: Span;
  readonly seen: SeenAnswers;
}

export interface Coverage {
  /** By their places in the text: a condition before those inside of it. */
  readonly conditions: readonly ConditionCoverage[];
  /** Of two answers for each condition, true and false, those that were seen. */
  readonly seen: number;
  readonly of: number;
}

export interface CoverageOptions {
  /** Files whose rules and attributes are looked at; a path inside the pack. */
  readonly isWanted: (file: string) => boolean;
  /** Tests that count; all if left out. */
  readonly select?: ((test: BoundTest) => boolean) | undefined;
}

/**
 * Which conditions of rules and attributes tests saw true, false and unknown, over the rows of all their cases. A case counts for what its
 * expectations read: an attribute that it gives outright, or a rule it expects nothing of, is not reached.
 */
export function coverageOf(pack: BoundPack, { isWanted, select = () => true }: CoverageOptions): Coverage {
  const points = createPoints();
  const rules = pack.rules.filter(({ span }) => isWanted(span.file));
  const names = pack.attributes.filter(({ span }) => isWanted(span.file)).map(({ name }) => name);
  const whole = lowerWithPlaces({ ...pack, rules });
  walkDeclarations(whole, { ids: rules.map(({ id }) => id), names, isWanted, add: points.declare });
  const ids = new Set(rules.map(({ id }) => id));
  for (const judged of packsOf(pack)) {
    const cases = judged.tests.filter(select).flatMap((test) => test.cases);
    for (const batch of groupCases(cases)) walkBatch(judged, batch, { ids, names: new Set(names), isWanted, points });
  }
  const conditions = points.found();
  const seen = conditions.reduce((sum, { seen: s }) => sum + Math.sign(s.true) + Math.sign(s.false), 0);
  return { conditions, seen, of: 2 * conditions.length };
}

/** The tests of a built-in pack are judged by it as it is. */
function packsOf(pack: BoundPack): readonly BoundPack[] {
  return pack.unchanged === null ? [pack] : [...packsOf(pack.unchanged), pack];
}

interface Walked {
  readonly ids: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly isWanted: CoverageOptions["isWanted"];
  readonly points: Points;
}

function walkBatch(pack: BoundPack, batch: readonly BoundCase[], { ids, names, isWanted, points }: Walked): void {
  const [first] = batch;
  if (first === undefined) return;
  const lowered = lowerWithPlaces(withConditions(pack, batch), { inputs: new Set(first.attributes.keys()) });
  for (const [i, user] of describedUsers(batch).entries()) {
    const one = batch[i];
    if (one === undefined) continue;
    const expected = [...one.rules.map(({ rule }) => rule), ...one.conditions.map(({ span }) => conditionId(span))];
    const read = reach(lowered.plan, { rules: expected });
    const { asOf, lists } = one;
    points.nextCase();
    walkDeclarations(lowered, {
      ids: read.rules.map(({ id }) => id).filter((id) => ids.has(id)),
      names: read.attributes.map(({ name }) => name).filter((name) => names.has(name)),
      isWanted,
      judged: { context: user.context, asOf, inputs: user.inputs ?? {}, lists },
      add: points.add,
    });
  }
}

interface Declarations {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly isWanted: CoverageOptions["isWanted"];
  /** Nobody is judged if left out. */
  readonly judged?: Parameters<typeof createInterpreter>[1];
  readonly add: (declaration: string, span: Span, answers: readonly Outcome[]) => void;
}

function walkDeclarations(
  { plan, places }: PlacedPlan,
  { ids, names, isWanted, judged, add }: Declarations,
): void {
  const index = indexPlan(plan);
  const interpreter = judged === undefined ? null : createInterpreter(plan, judged);
  const walk = (declaration: string, expr: Parameters<typeof walkPoints>[0]) =>
    walkPoints(expr, {
      index,
      places,
      interpreter,
      isWanted,
      visit: (span, answers) => add(declaration, span, answers),
    });
  const wantedRules = new Set(ids);
  for (const { id, when, except } of plan.rules) {
    if (!wantedRules.has(id)) continue;
    walk(id, when);
    if (except !== null) walk(id, except);
  }
  for (const name of names) {
    const { value } = index.attribute(name);
    if (value !== null) walk(name, value);
  }
}

interface Points {
  readonly declare: Declarations["add"];
  /** Counts once a case. */
  readonly add: Declarations["add"];
  readonly nextCase: () => void;
  readonly found: () => readonly ConditionCoverage[];
}

function createPoints(): Points {
  const points = new Map<string, { declaration: string; span: Span; seen: { true: number; false: number; unknown: number } }>();
  let inCase = new Set<string>();
  const keyOf = ({ file, start, end }: Span) => `${file} ${start} ${end}`;
  return {
    declare: (declaration, span) => {
      const key = keyOf(span);
      if (!points.has(key)) points.set(key, { declaration, span, seen: { true: 0, false: 0, unknown: 0 } });
    },
    add: (_declaration, span, answers) => {
      const point = points.get(keyOf(span));
      for (const answer of new Set(answers)) {
        const word = answer === null ? "unknown" : answer ? "true" : "false";
        const counted = `${keyOf(span)} ${word}`;
        if (point === undefined || inCase.has(counted)) continue;
        inCase.add(counted);
        point.seen[word] += 1;
      }
    },
    nextCase: () => {
      inCase = new Set();
    },
    found: () =>
      [...points.values()].toSorted(
        (a, b) =>
          (a.span.file < b.span.file ? -1 : a.span.file > b.span.file ? 1 : 0) ||
          a.span.start - b.span.start ||
          b.span.end - a.span.end,
      ),
  };
}
