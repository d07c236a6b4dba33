import { DEFAULT_TEST_AS_OF } from "../../../dsl/binder/bind-test.ts";
import { givenFieldType } from "../../../dsl/binder/given-fields.ts";
import { buildUser } from "../../../dsl/testing/build-user.ts";
import type { InputRow, InputValue, UserInput } from "../../../dsl/testing/user-input.ts";
import { isPeerSource, rowSources } from "../../../dsl/types/row-words.ts";
import type { SourceName } from "../../../dsl/types/sources.ts";
import type { UserContext } from "../../../dsl/types/user-context.ts";
import { indexPlan } from "../../plan/plan-index.ts";
import type { PlanRule } from "../../plan/plan.ts";
import type { Draw } from "../arbitraries/draw.ts";
import { AS_OF } from "../arbitraries/pools.ts";
import { generateUser } from "../arbitraries/user.ts";
import { boundariesOfRule } from "../boundaries/boundaries-of-rule.ts";
import { boundaryWishes } from "../boundaries/boundary-wishes.ts";
import { faithfulInput, inputsOfUser } from "../counterexample/input-of-user.ts";
import { firstThatDiffers, shrinkInput } from "../counterexample/shrink-input.ts";
import type { ShiftJudge } from "./shift-judge.ts";

/** A user in the words of a test, as of a moment. */
export interface Described {
  readonly input: UserInput;
  readonly asOf: number;
}

export interface SearchUsersOptions {
  readonly rule: PlanRule;
  readonly judge: ShiftJudge;
  /** Moves that are looked for. */
  readonly wanted: readonly number[];
  readonly draw: Draw;
  /** Users to look at. */
  readonly users: number;
  /** Lets others work, and says whether there is time left. */
  readonly goOn: GoOn;
}

export type GoOn = () => Promise<boolean>;

/** Nobody reads a test of more rows; and each costs time. */
export const MOST_ROWS = 130;
/** Users between two looks at the time. */
export const BREATH = 20;

export interface FoundUsers {
  /** By move. */
  readonly found: ReadonlyMap<number, Described>;
  /** Some of the users whom the rule matches, whatever moves do. */
  readonly matching: readonly Described[];
}

/** Enough to go on from. */
const MOST_MATCHING = 10;

/**
 * Users for whom moved thresholds change the answer, made at the boundaries of the rule and shrunk to what matters. Moves that no user was
 * found for before time was over are left out.
 */
export async function searchUsers(options: SearchUsersOptions): Promise<FoundUsers> {
  const { rule, judge, wanted, draw, users, goOn } = options;
  const index = indexPlan(judge.plan);
  const boundaries = boundariesOfRule(rule, index, AS_OF);
  const peers = judge.plan.aggregates.some(({ source }) => isPeerSource(source));
  const found = new Map<number, Described>();
  const matching: Described[] = [];
  const left = new Set(wanted);
  for (let i = 0; i < users && left.size > 0; i++) {
    if (i % BREATH === 0 && !(await goOn())) break;
    const wishes = boundaryWishes(boundaries, draw.chance(70) ? "toward" : "near", AS_OF);
    const context = generateUser(draw, { ...wishes, peers });
    if (rowsOf(context) > MOST_ROWS) continue;
    if (matching.length < MOST_MATCHING && judge.matches({ context, asOf: AS_OF }))
      matching.push({ input: faithfulInput(context), asOf: AS_OF });
    for (const shift of judge.noticed({ context, asOf: AS_OF }, left)) {
      const tellings = inputsOfUser(context).slice(0, MOST_TELLINGS);
      const described = await describe(tellings, { shift, asOf: AS_OF }, options);
      if (described === null) continue;
      found.set(shift, described);
      left.delete(shift);
    }
  }
  return { found, matching };
}

/** The simplest user found who notices the move, from several ways to say who one is. Null where none does, or time is over. */
export async function describe(
  tellings: readonly UserInput[],
  { shift, asOf: from }: { readonly shift: number; readonly asOf: number },
  { judge, goOn }: Pick<SearchUsersOptions, "judge" | "goOn">,
): Promise<Described | null> {
  let inTime = true;
  // Out of time nothing is simpler any more.
  const noticesAt = (asOf: number) => async (inputs: readonly UserInput[]) => {
    inTime = inTime && (await goOn());
    if (!inTime) return inputs.map(() => false);
    return inputs.map((input) => judge.noticed({ context: buildUser(input, asOf), asOf }, [shift]).length > 0);
  };
  const told = await firstThatDiffers(tellings, noticesAt(from));
  if (told === null) return null;
  const input = await shrinkInput(told, from, noticesAt(from));
  if (!inTime) return null;
  // A test that does not say its moment is shorter; but a rule may look at the hour, or at a day of the calendar.
  const moved = movedInput(input, DEFAULT_TEST_AS_OF - from);
  const [holds] = await noticesAt(DEFAULT_TEST_AS_OF)([moved]);
  return holds === true ? { input: moved, asOf: DEFAULT_TEST_AS_OF } : { input, asOf: from };
}

/** The most faithful ways to say who a user is. */
const MOST_TELLINGS = 400;

function rowsOf(context: UserContext): number {
  return rowSources().reduce((sum, source) => sum + context[source].length, 0);
}

/** The same user so many milliseconds later. */
export function movedInput({ user, sources }: UserInput, by: number): UserInput {
  return {
    user: movedRow("user", user, by),
    sources: Object.fromEntries(
      rowSources().flatMap((source) => {
        const rows = sources[source];
        return rows === undefined ? [] : [[source, rows.map((row) => movedRow(source, row, by))]];
      }),
    ),
  };
}

function movedRow(source: SourceName, row: InputRow, by: number): InputRow {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [field, movedValue(source, field, value, by)]));
}

function movedValue(source: SourceName, field: string, value: InputValue, by: number): InputValue {
  const type = givenFieldType(source, field)?.type;
  if (type?.kind === "time" && typeof value === "number") return value + by;
  if (type?.kind !== "row" || typeof value !== "object" || value === null || isRows(value)) return value;
  return movedRow(type.source, value, by);
}

function isRows(value: object): value is readonly InputRow[] {
  return Array.isArray(value);
}
