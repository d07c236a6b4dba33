import { buildUser } from "../../../dsl/testing/build-user.ts";
import type { UserInput } from "../../../dsl/testing/user-input.ts";
import type { UserContext } from "../../../dsl/types/user-context.ts";
import type { Plan } from "../../plan/plan.ts";
import type { AttributeValue, Evaluator } from "../../typescript/evaluator.ts";
import { judgeBySql, judgeByTypeScript, type Judgement, type RunQuery, sameValue } from "../compare-targets.ts";
import { inputsOfUser } from "./input-of-user.ts";
import { firstThatDiffers, shrinkInput } from "./shrink-input.ts";
import { type Disagreement, testText } from "./test-text.ts";

/** A user for whom the targets answer differently. */
export interface Counterexample extends Disagreement {
  readonly context: UserContext;
  /** A `test` block of the language, shrunk; null for a user that no test can describe. */
  readonly test: string | null;
}

export interface Targets {
  readonly plan: Plan;
  readonly asOf: number;
  readonly run: RunQuery;
  readonly evaluator: Evaluator;
}

/** A user and the rule or attribute on which the targets differ about it. */
export interface Suspect {
  readonly context: UserContext;
  readonly name: string;
}

/** Users that no test can describe are passed over for so many others. */
const MOST_SUSPECTS = 50;

/**
 * Makes a difference as small as it gets, judging every step on both targets again. Of several users the first one that
 * a test can describe is taken.
 */
export async function findCounterexample(suspects: readonly Suspect[], targets: Targets): Promise<Counterexample> {
  const [first] = suspects;
  if (first === undefined) throw new Error("invariant: a counterexample needs a user");
  for (const { context, name } of suspects.slice(0, MOST_SUSPECTS)) {
    const differs = async (inputs: readonly UserInput[]) =>
      (
        await judgeOne(
          inputs.map((input) => buildUser(input, targets.asOf)),
          name,
          targets,
        )
      ).map(isDifference);
    const described = await firstThatDiffers(inputsOfUser(context), differs);
    if (described === null) continue;
    const input = await shrinkInput(described, targets.asOf, differs);
    return told({ context: buildUser(input, targets.asOf), name }, input, targets);
  }
  return told(first, null, targets);
}

async function told({ context, name }: Suspect, input: UserInput | null, targets: Targets): Promise<Counterexample> {
  const { plan, asOf } = targets;
  const attribute = plan.attributes.find((each) => each.name === name)?.type ?? null;
  const [answers = { sql: null, typescript: null }] = await judgeOne([context], name, targets);
  const disagreement = { name, attribute, ...answers };
  return { ...disagreement, context, test: input && testText(input, disagreement, asOf) };
}

type Answers = Pick<Disagreement, "sql" | "typescript">;

function isDifference({ sql, typescript }: Answers): boolean {
  return !sameValue(sql, typescript);
}

async function judgeOne(
  contexts: readonly UserContext[],
  name: string,
  { plan, asOf, run, evaluator }: Targets,
): Promise<readonly Answers[]> {
  const options = { plan, asOf, users: contexts.map((context, i) => ({ userId: String(i), context })) };
  const isRule = plan.rules.some(({ id }) => id === name);
  const bySql = await judgeBySql(options, run, {
    wanted: isRule ? { rules: [name] } : { rules: [], attributes: [name] },
  });
  const place = plan.rules.findIndex(({ id }) => id === name);
  const answer = ({ outcomes, attributes }: Judgement, at: number): AttributeValue =>
    isRule ? (outcomes[at] ?? null) : (attributes[name] ?? null);
  return judgeByTypeScript(options, evaluator).map((judgement, i) => {
    const [sql] = bySql.slice(i, i + 1);
    if (sql === undefined) throw new Error("invariant: every user is judged");
    return { sql: answer(sql, 0), typescript: answer(judgement, place) };
  });
}
