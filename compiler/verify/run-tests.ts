import type { BoundCase, BoundPack, BoundRule, BoundTest, Scalar } from "../../dsl/binder/bound.ts";
import type { Span } from "../../dsl/ast/node.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { lower } from "../plan/lower.ts";
import { reach } from "../plan/reach.ts";
import { compileStatements } from "../sql/compile-statements.ts";
import type { AttributeValue, Outcome } from "../typescript/evaluator.ts";
import { loadEvaluator } from "../typescript/load-evaluator.ts";
import type { RunQuery } from "./compare-targets.ts";
import { type DescribedUser, describedRelations } from "./described-relations.ts";

export type TargetName = "typescript" | "sql";

/** One expectation of one case on one target that did not come true. */
export interface TestFailure {
  readonly target: TargetName;
  /** What was expected, as written: `A03 match`, or the text of a condition. */
  readonly expected: string;
  readonly actual: "match" | "no match" | "unknown" | "true" | "false";
  readonly span: Span;
  /** The attributes that the expectation's rules read, with their values. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

export interface CaseResult {
  readonly test: string;
  /** The row of a boundary table, or the test itself. */
  readonly span: Span;
  readonly failures: readonly TestFailure[];
}

export interface RunTestsOptions {
  /** Runs the SQL target; without it only TypeScript is tested. */
  readonly run?: RunQuery | undefined;
  /** Tests to run; all if left out. */
  readonly select?: (test: BoundTest) => boolean;
}

/**
 * Runs the tests of a pack on both targets, every case for itself. In the order of the pack, those of an unchanged built-in
 * pack first: `override` and `extend` do not count for them.
 */
export async function runTests(
  pack: BoundPack,
  { run, select = () => true }: RunTestsOptions = {},
): Promise<readonly CaseResult[]> {
  if (pack.unchanged === null) return runOwnTests(pack, { run, select });
  return [...(await runTests(pack.unchanged, { run, select })), ...(await runOwnTests(pack, { run, select }))];
}

/** The tests of a pack and those of the built-in one under it. */
export function testsOf(pack: BoundPack): readonly BoundTest[] {
  return pack.unchanged === null ? pack.tests : [...testsOf(pack.unchanged), ...pack.tests];
}

async function runOwnTests(
  pack: BoundPack,
  { run, select }: { readonly run: RunQuery | undefined; readonly select: (test: BoundTest) => boolean },
): Promise<readonly CaseResult[]> {
  const cases = pack.tests.filter(select).flatMap((test) => test.cases.map((one) => ({ test, one })));
  const batches = groupCases(cases);
  const results = new Map<BoundCase, readonly TestFailure[]>();
  for (const batch of batches)
    for (const [one, failures] of await runBatch(pack, batch, run)) results.set(one, failures);
  return cases.map(({ test, one }) => ({ test: test.title, span: one.span, failures: results.get(one) ?? [] }));
}

interface SelectedCase {
  readonly test: BoundTest;
  readonly one: BoundCase;
}

/** Cases of one moment that give the same lists and attributes outright share a plan and a statement. */
function groupCases(cases: readonly SelectedCase[]): readonly (readonly BoundCase[])[] {
  const groups = new Map<string, BoundCase[]>();
  for (const { one } of cases) {
    const key = JSON.stringify([one.asOf, [...one.attributes.keys()].sort(), [...one.lists]]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

async function runBatch(
  pack: BoundPack,
  batch: readonly BoundCase[],
  run: RunQuery | undefined,
): Promise<ReadonlyMap<BoundCase, readonly TestFailure[]>> {
  const [first] = batch;
  if (first === undefined) return new Map();
  const { asOf, lists } = first;
  const expectations = batch.flatMap(expectationsOf);
  const plan = lower(withConditions(pack, batch), { inputs: new Set(first.attributes.keys()) });
  const users = batch.map((one, i): DescribedUser => ({
    userId: String(i),
    context: buildUser(one.user, asOf),
    inputs: Object.fromEntries<Scalar | readonly Scalar[] | null>(one.attributes),
  }));
  const rules = [...new Set(expectations.map(({ rule }) => rule))];
  const evaluator = loadEvaluator(plan).withLists(lists);
  const targets: { target: TargetName; outcomes: ReadonlyMap<string, Outcome>[] }[] = [
    {
      target: "typescript",
      outcomes: users.map(({ context, inputs }) =>
        outcomeMap(evaluator.rules, evaluator.evaluate(context, asOf, inputs)),
      ),
    },
  ];
  if (run !== undefined) {
    const compiled = compileStatements(plan, { asOf, relations: describedRelations(users), rules, lists });
    const answers = await Promise.all(compiled.statements.map(({ query }) => run(query)));
    const judged = new Map(compiled.join(answers).map((user) => [user.userId, user]));
    targets.push({
      target: "sql",
      outcomes: users.map(({ userId }) => outcomeMap(compiled.rules, judged.get(userId)?.outcomes ?? [])),
    });
  }
  return new Map(
    batch.map((one, i) => [
      one,
      targets.flatMap(({ target, outcomes }) =>
        expectationsOf(one).flatMap((expectation): TestFailure[] => {
          const outcome = outcomes[i]?.get(expectation.rule) ?? null;
          if (outcome === expectation.outcome || (expectation.outcome === false && outcome === null)) return [];
          const user = users[i];
          const attributes = user === undefined ? {} : evaluator.attributes(user.context, asOf, user.inputs);
          const read = reach(plan, { rules: [expectation.rule] }).attributes.map(({ name }) => name);
          const shown = Object.fromEntries(read.map((name) => [name, attributes[name] ?? null]));
          return [failure(target, expectation, outcome, shown)];
        }),
      ),
    ]),
  );
}

interface Expectation {
  readonly rule: string;
  readonly outcome: Outcome;
  readonly text: string;
  readonly isCondition: boolean;
  readonly span: Span;
}

const OUTCOMES = { match: true, no_match: false, unknown: null } as const;

/** `no match` is anything but a match: unknown does not match. */
function expectationsOf(one: BoundCase): readonly Expectation[] {
  return [
    ...one.rules.map(({ rule, outcome, span }) => ({
      rule,
      outcome: OUTCOMES[outcome],
      text: `${rule} ${outcome.replace("_", " ")}`,
      isCondition: false,
      span,
    })),
    ...one.conditions.map(({ text, span }) => ({
      rule: conditionId(span),
      outcome: true,
      text,
      isCondition: true,
      span,
    })),
  ];
}

/** Only the rules the batch is about; expected conditions are judged as rules of their own, so that they run on both targets like any other. */
export function withConditions(pack: BoundPack, batch: readonly BoundCase[]): BoundPack {
  const conditions = batch.flatMap(({ conditions: expected }) =>
    expected.map(({ condition, text, span }): [string, BoundRule] => [
      conditionId(span),
      { id: conditionId(span), title: text, metadata: NO_METADATA, when: condition, except: null, span },
    ]),
  );
  const tested = new Set(batch.flatMap((one) => one.rules.map(({ rule }) => rule)));
  return { ...pack, rules: [...pack.rules.filter(({ id }) => tested.has(id)), ...new Map(conditions).values()] };
}

const NO_METADATA: BoundRule["metadata"] = {
  description: null,
  severity: null,
  tags: [],
  attack: [],
  oat: [],
  story: [],
  because: null,
  falsePositives: null,
  references: [],
};

/** No rule is called so: rule ids have no colon. */
export function conditionId({ file, start }: Span): string {
  return `${file}:${start}`;
}

function failure(
  target: TargetName,
  { text, isCondition, span }: Expectation,
  outcome: Outcome,
  attributes: TestFailure["attributes"],
): TestFailure {
  const actual =
    outcome === null ? "unknown" : isCondition ? (outcome ? "true" : "false") : outcome ? "match" : "no match";
  return { target, expected: text, actual, span, attributes };
}

function outcomeMap(rules: readonly string[], outcomes: readonly Outcome[]): ReadonlyMap<string, Outcome> {
  return new Map(rules.map((rule, i) => [rule, outcomes[i] ?? null]));
}
