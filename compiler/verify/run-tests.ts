import type { BoundCase, BoundPack, BoundRule, BoundTest, Scalar } from "../../dsl/binder/bound.ts";
import type { Span } from "../../dsl/ast/node.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import type { ListEntries } from "../plan/list-entries.ts";
import { lower } from "../plan/lower.ts";
import type { Plan } from "../plan/plan.ts";
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

/** One expectation of one case with what each target answered. */
export interface TestAnswer {
  /** As `TestFailure` has it. */
  readonly expected: string;
  readonly span: Span;
  readonly typescript: TestFailure["actual"];
  /** Null where only TypeScript was asked. */
  readonly sql: TestFailure["actual"] | null;
}

/** `differs`: the targets do not give the same answer, whichever was expected. */
export type CaseStatus = "passed" | "failed" | "differs";

export interface CaseResult {
  readonly test: string;
  /** The whole test. */
  readonly testSpan: Span;
  /** The row of a boundary table, or the test itself. */
  readonly span: Span;
  readonly status: CaseStatus;
  readonly answers: readonly TestAnswer[];
  readonly failures: readonly TestFailure[];
  /** Of both targets; cases that one statement judged share its time evenly. 0 without a clock. */
  readonly milliseconds: number;
}

export interface RunTestsOptions {
  /** Runs the SQL target; without it only TypeScript is tested. */
  readonly run?: RunQuery | undefined;
  /** Tests to run; all if left out. */
  readonly select?: ((test: BoundTest) => boolean) | undefined;
  /** Tells milliseconds from any start on. */
  readonly clock?: (() => number) | undefined;
  /** Looked at before each statement. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the tests of a pack on both targets, every case for itself. In the order of the pack, those of an unchanged built-in
 * pack first: `override` and `extend` do not count for them.
 *
 * @throws the signal's reason once it is aborted.
 */
export async function runTests(pack: BoundPack, options: RunTestsOptions = {}): Promise<readonly CaseResult[]> {
  if (pack.unchanged === null) return runOwnTests(pack, options);
  return [...(await runTests(pack.unchanged, options)), ...(await runOwnTests(pack, options))];
}

/** The tests of a pack and those of the built-in one under it. */
export function testsOf(pack: BoundPack): readonly BoundTest[] {
  return pack.unchanged === null ? pack.tests : [...testsOf(pack.unchanged), ...pack.tests];
}

async function runOwnTests(pack: BoundPack, options: RunTestsOptions): Promise<readonly CaseResult[]> {
  const { select = () => true, signal } = options;
  const cases = pack.tests.filter(select).flatMap((test) => test.cases.map((one) => ({ test, one })));
  const results = new Map<BoundCase, JudgedCase>();
  for (const batch of groupCases(cases.map(({ one }) => one))) {
    signal?.throwIfAborted();
    for (const [one, judged] of await runBatch(pack, batch, options)) results.set(one, judged);
  }
  return cases.map(({ test, one }) => {
    const judged = results.get(one);
    if (judged === undefined) throw new Error("invariant: every case is judged");
    return { test: test.title, testSpan: test.span, span: one.span, ...judged };
  });
}

type JudgedCase = Pick<CaseResult, "status" | "answers" | "failures" | "milliseconds">;

/** Cases of one moment that give the same lists and attributes outright share a plan and a statement. */
export function groupCases(cases: readonly BoundCase[]): readonly (readonly BoundCase[])[] {
  const groups = new Map<string, BoundCase[]>();
  for (const one of cases) {
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
  { run, clock = () => 0 }: RunTestsOptions,
): Promise<ReadonlyMap<BoundCase, JudgedCase>> {
  const [first] = batch;
  if (first === undefined) return new Map();
  const started = clock();
  const { asOf, lists } = first;
  const plan = lower(withConditions(pack, batch), { inputs: new Set(first.attributes.keys()) });
  const users = describedUsers(batch);
  const rules = [...new Set(batch.flatMap(expectationsOf).map(({ rule }) => rule))];
  const evaluator = loadEvaluator(plan).withLists(lists);
  const byTypeScript = users.map(({ context, inputs }) =>
    outcomeMap(evaluator.rules, evaluator.evaluate(context, asOf, inputs)),
  );
  const bySql = run === undefined ? null : await askSql(plan, { asOf, users, rules, lists, run });
  const judgedIn = (clock() - started) / batch.length;
  return new Map(
    batch.map((one, i) => {
      const user = users[i];
      const judged = expectationsOf(one).map((expectation) => ({
        expectation,
        typescript: byTypeScript[i]?.get(expectation.rule) ?? null,
        sql: bySql === null ? undefined : (bySql[i]?.get(expectation.rule) ?? null),
      }));
      const values = user === undefined ? {} : evaluator.attributes(user.context, asOf, user.inputs);
      const shown = ({ rule }: Expectation) => {
        const read = reach(plan, { rules: [rule] }).attributes.map(({ name }) => name);
        return Object.fromEntries(read.map((name) => [name, values[name] ?? null]));
      };
      const failures = TARGETS.flatMap((target) =>
        judged.flatMap(({ expectation, ...outcomes }) => {
          const outcome = outcomes[target];
          if (outcome === undefined || fulfils(expectation, outcome)) return [];
          return [failure(target, expectation, outcome, shown(expectation))];
        }),
      );
      const differs = judged.some(({ typescript, sql }) => sql !== undefined && sql !== typescript);
      return [
        one,
        {
          status: differs ? "differs" : failures.length > 0 ? "failed" : "passed",
          answers: judged.map(({ expectation, typescript, sql }) => ({
            expected: expectation.text,
            span: expectation.span,
            typescript: answerWord(expectation, typescript),
            sql: sql === undefined ? null : answerWord(expectation, sql),
          })),
          failures,
          milliseconds: judgedIn,
        },
      ];
    }),
  );
}

const TARGETS = ["typescript", "sql"] as const satisfies readonly TargetName[];

/** The users of some cases, named by their places. */
export function describedUsers(batch: readonly BoundCase[]): readonly DescribedUser[] {
  return batch.map((one, i) => ({
    userId: String(i),
    context: buildUser(one.user, one.asOf),
    inputs: Object.fromEntries<Scalar | readonly Scalar[] | null>(one.attributes),
  }));
}

interface SqlQuestion {
  readonly asOf: number;
  readonly users: readonly DescribedUser[];
  readonly rules: readonly string[];
  readonly lists: ListEntries;
  readonly run: RunQuery;
}

async function askSql(
  plan: Plan,
  { asOf, users, rules, lists, run }: SqlQuestion,
): Promise<readonly ReadonlyMap<string, Outcome>[]> {
  const compiled = compileStatements(plan, { asOf, relations: describedRelations(users), rules, lists });
  const answers = await Promise.all(compiled.statements.map(({ query }) => run(query)));
  const judged = new Map(compiled.join(answers).map((user) => [user.userId, user]));
  return users.map(({ userId }) => outcomeMap(compiled.rules, judged.get(userId)?.outcomes ?? []));
}

/** `no match` is anything but a match: unknown does not match. */
function fulfils({ outcome: expected }: Expectation, outcome: Outcome): boolean {
  return outcome === expected || (expected === false && outcome === null);
}

interface Expectation {
  readonly rule: string;
  readonly outcome: Outcome;
  readonly text: string;
  readonly isCondition: boolean;
  readonly span: Span;
}

const OUTCOMES = { match: true, no_match: false, unknown: null } as const;

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
  expectation: Expectation,
  outcome: Outcome,
  attributes: TestFailure["attributes"],
): TestFailure {
  const { text, span } = expectation;
  return { target, expected: text, actual: answerWord(expectation, outcome), span, attributes };
}

function answerWord({ isCondition }: Expectation, outcome: Outcome): TestFailure["actual"] {
  if (outcome === null) return "unknown";
  return isCondition ? (outcome ? "true" : "false") : outcome ? "match" : "no match";
}

function outcomeMap(rules: readonly string[], outcomes: readonly Outcome[]): ReadonlyMap<string, Outcome> {
  return new Map(rules.map((rule, i) => [rule, outcomes[i] ?? null]));
}
