import { DEFAULT_TEST_AS_OF } from "../../../dsl/binder/bind-test.ts";
import type { BoundCondition, BoundPack, BoundRule, Scalar } from "../../../dsl/binder/bound.ts";
import { format } from "../../../dsl/format/index.ts";
import { quote } from "../../../dsl/source/string-literal.ts";
import { buildUser } from "../../../dsl/testing/build-user.ts";
import type { InputRow, UserInput } from "../../../dsl/testing/user-input.ts";
import { rowSources } from "../../../dsl/types/row-words.ts";
import type { UserContext } from "../../../dsl/types/user-context.ts";
import { elementOf } from "../../plan/element-of.ts";
import { type ListEntries, runtimeLists } from "../../plan/list-entries.ts";
import { lower } from "../../plan/lower.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Outcome } from "../../typescript/evaluator.ts";
import { loadEvaluator } from "../../typescript/load-evaluator.ts";
import { faithfulInput } from "../counterexample/input-of-user.ts";
import { attributeText, givenText, momentText } from "../given-text.ts";
import type { Described, GoOn } from "../suggest/search-users.ts";
import { eachValue } from "./map-values.ts";
import { isRow, minimiseInput } from "./minimise-input.ts";
import { personalTexts, pseudonymise, type Rename } from "./pseudonymise.ts";
import { onlyReadFields } from "./read-fields.ts";
import { ruleWords } from "./rule-words.ts";
import { simplifyTimes } from "./simplify-times.ts";
import { tieSessions } from "./tie-sessions.ts";

export interface UserOfTest {
  /** With all rows that the rule reads. */
  readonly context: UserContext;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  /** Entries of runtime lists at that moment. */
  readonly lists: ListEntries;
}

/** `untold`: what a test can give does not make this user. `personal`: the answer depends on what must not be written down. */
export type TestFromUser =
  | { readonly kind: "made"; readonly text: string; readonly outcome: Outcome }
  | { readonly kind: "untold" }
  | { readonly kind: "personal" };

export interface TestFromUserOptions {
  readonly rule: string;
  /** The file that the test is for. */
  readonly file: string;
  readonly goOn?: GoOn;
}

/**
 * A test about a user like this one: with as little of it as gives the same answer, line by line of the rule, and with other texts for all that
 * says who it is. What it expects is what TypeScript answers; whoever offers it looks first whether it holds on both targets.
 *
 * @throws Error where the pack has no such rule.
 */
export async function testFromUser(
  pack: BoundPack,
  { context, asOf, lists }: UserOfTest,
  { rule: id, file, goOn = async () => true }: TestFromUserOptions,
): Promise<TestFromUser> {
  const rule = pack.rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`invariant: the pack has no rule ${id}`);
  const plan = lower({ ...pack, rules: [rule, ...linesOf(rule)], tests: [] });
  const evaluator = loadEvaluator(plan);
  const judgeWith = (entries: ListEntries) => {
    const judge = evaluator.withLists(entries);
    return (user: UserContext, moment: number) => [...judge.evaluate(user, moment)];
  };
  const answers = judgeWith(lists)(context, asOf);
  const isSame = (others: readonly Outcome[]) => answers.every((answer, i) => answer === others[i]);

  const faithful = faithfulInput(context);
  const judge = judgeWith(lists);
  const holds = (input: UserInput) => isSame(judge(buildUser(input, asOf), asOf));
  const read = onlyReadFields(faithful, plan);
  const told = [read, onlyReadFields(tieSessions(faithful), plan), faithful, tieSessions(faithful)].find(holds);
  if (told === undefined) return { kind: "untold" };
  const small = await minimiseInput(told, holds, goOn);

  const given = neededLists(small, plan, lists);
  // Preparing lists costs more than judging by them.
  const judgeEmpty = judgeWith(given);
  const judgeGiven = (entries: ListEntries) => (entries.size === 0 ? judgeEmpty : judgeWith(entries));
  if (!isSame(judgeGiven(given)(buildUser(small, asOf), asOf))) return { kind: "untold" };
  const masked = pseudonymise(small, {
    words: ruleWords(plan),
    originals: personalTexts(faithful),
    holds: (input, rename) => isSame(judgeGiven(renamedLists(given, rename))(buildUser(input, asOf), asOf)),
  });
  if (masked === null) return { kind: "personal" };
  const renamed = renamedLists(given, masked.rename);
  const judgeMasked = judgeWith(renamed);
  const holdsAt = ({ input, asOf: moment }: Described) => isSame(judgeMasked(buildUser(input, moment), moment));
  const described = await simplifyTimes({ input: masked.input, asOf }, holdsAt, goOn);
  const [outcome = null] = answers;
  return { kind: "made", text: textOf(described, { id, outcome, file, given: renamed, plan }), outcome };
}

/** Each line of the rule as a rule of its own. */
function linesOf({ when, except, id, ...rest }: BoundRule): readonly BoundRule[] {
  const lines = [...operandsOf(when), ...(except === null ? [] : operandsOf(except))];
  return lines.map((line, i) => ({ ...rest, id: `${id}:${i}`, when: line, except: null }));
}

function operandsOf(condition: BoundCondition): readonly BoundCondition[] {
  return condition.kind === "and" ? condition.operands : [condition];
}

/** Entries of lists that the user has itself: what else is on them says nothing about it. */
function neededLists(input: UserInput, plan: Plan, lists: ListEntries): ListEntries {
  const values = new Set<Scalar>();
  eachValue(input, (_source, _field, value) => values.add(value));
  const read = new Set(runtimeLists(plan).map(({ name }) => name));
  return new Map(
    [...lists].flatMap(([name, entries]) => {
      const kept = read.has(name) ? entries.filter((entry) => values.has(entry)) : [];
      return kept.length === 0 ? [] : [[name, kept]];
    }),
  );
}

function renamedLists(lists: ListEntries, rename: Rename): ListEntries {
  return new Map(
    [...lists].map(([name, entries]) => [
      name,
      entries.map((entry) => (typeof entry === "string" ? rename(entry) : entry)),
    ]),
  );
}

interface Written {
  readonly id: string;
  readonly outcome: Outcome;
  readonly file: string;
  readonly given: ListEntries;
  readonly plan: Plan;
}

function textOf({ input, asOf }: Described, { id, outcome, file, given, plan }: Written): string {
  const answer = outcome === null ? "unknown" : outcome ? "match" : "no match";
  const moment = asOf === DEFAULT_TEST_AS_OF ? "" : `as of ${momentText(asOf)}\n`;
  const lists = plan.lists.flatMap(({ name, element }) => {
    const entries = given.get(name);
    return entries === undefined ? [] : [`${name}: ${attributeText(entries, elementOf(element), { before: asOf })}`];
  });
  const entries = [...lists, ...givenText(shortReferences(input), { before: asOf })];
  const text = `test ${quote(`like a stored user: ${answer}`)} {\n${moment}given {\n${entries.join("\n")}\n}\nexpect ${id} ${answer}\n}\n`;
  return format({ path: file, text }).text;
}

/** `device: "d1"` for a row of which nothing else is said. */
function shortReferences(input: UserInput): UserInput {
  const labels = new Map<string, string>();
  const short = (row: InputRow): InputRow =>
    Object.fromEntries(
      Object.entries(row).map(([field, value]) => {
        if (!isRow(value)) return [field, value];
        const named = Object.fromEntries(
          Object.entries(value).map(([name, each]) => [
            name,
            name === "label" && typeof each === "string" ? labelOf(field, each) : each,
          ]),
        );
        const [only, more] = Object.entries(named);
        const isKey = only !== undefined && more === undefined && KEYS[field] === only[0];
        return [field, isKey ? only[1] : named];
      }),
    );
  const labelOf = (field: string, label: string) => {
    const known = labels.get(label) ?? `${field.slice(0, 1)}${labels.size + 1}`;
    labels.set(label, known);
    return known;
  };
  const own = (row: InputRow): InputRow => {
    const { label } = row;
    return typeof label === "string" ? { ...row, label: labels.get(label) ?? label } : row;
  };
  const events = (input.sources.events ?? []).map(short);
  return {
    user: input.user,
    sources: Object.fromEntries(
      rowSources().flatMap((source) => {
        const rows = source === "events" ? events : (input.sources[source] ?? []).map(own);
        return rows.length === 0 ? [] : [[source, rows]];
      }),
    ),
  };
}

const KEYS: Readonly<Record<string, string>> = { ip: "address", device: "label", session: "label" };
