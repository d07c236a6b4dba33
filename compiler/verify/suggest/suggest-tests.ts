import type { Span } from "../../../dsl/ast/node.ts";
import { DEFAULT_TEST_AS_OF } from "../../../dsl/binder/bind-test.ts";
import type { BoundCase, BoundPack, BoundRule } from "../../../dsl/binder/bound.ts";
import { format } from "../../../dsl/format/index.ts";
import { quote } from "../../../dsl/source/string-literal.ts";
import { buildUser } from "../../../dsl/testing/build-user.ts";
import type { TextOf } from "../../explain/excerpts.ts";
import { indexPlan } from "../../plan/plan-index.ts";
import { randomDraw } from "../arbitraries/random-draw.ts";
import { coverageOf } from "../coverage/coverage.ts";
import { givenText, momentText, scalarText } from "../given-text.ts";
import { packOfFile } from "../pack-of-file.ts";
import { attributesRead } from "../thresholds/attributes-read.ts";
import type { Shift } from "../thresholds/shift.ts";
import {
  shiftAttribute,
  shiftRule,
  untestedThresholds,
  type UntestedThreshold,
} from "../thresholds/untested-thresholds.ts";
import { attributeValues, type AttributeValues } from "./attribute-values.ts";
import { type Given, nearestPair, searchAttributes } from "./search-attributes.ts";
import { searchNear } from "./search-near.ts";
import { type Described, type GoOn, searchUsers } from "./search-users.ts";
import { createShiftJudge, type ShiftJudge } from "./shift-judge.ts";

/** Tests that put a value exactly at a threshold and just on the other side of it. */
export interface SuggestedTests {
  /** The rule that they are about. */
  readonly rule: string;
  /** The threshold, where it is written. */
  readonly span: Span;
  /** The condition around it, on one line. */
  readonly condition: string;
  /** One or two `test` blocks in canonical form. */
  readonly text: string;
}

export interface SuggestOptions {
  /** A file of the pack whose tests pass: its thresholds are looked at. */
  readonly file: string;
  readonly textOf: TextOf;
  /** The same seed makes the same tests. */
  readonly seed?: number;
  /** Users to look at for the thresholds of one rule. */
  readonly users?: number;
  /** Lets others work, and says whether there is time left; there always is if it is left out. */
  readonly goOn?: GoOn;
}

export interface Suggestions {
  readonly tests: readonly SuggestedTests[];
  /** All thresholds of the file without a test at their boundary, also those that nothing was found for. */
  readonly untested: readonly UntestedThreshold[];
}

const USERS = 3000;

/**
 * Tests for the thresholds of a file that have none at their boundary. What they expect is what TypeScript answers; whoever
 * offers them looks first whether they hold on both targets.
 */
export async function suggestTests(pack: BoundPack, options: SuggestOptions): Promise<Suggestions> {
  const { file, goOn } = options;
  const judging = packOfFile(pack, file);
  const untested = await untestedThresholds(judging, { isWanted: (path) => path === file, goOn });
  const tests: SuggestedTests[] = [];
  for (const declaration of new Set(untested.map((each) => each.declaration))) {
    const thresholds = untested.filter((each) => each.declaration === declaration);
    tests.push(...(await suggestFor(judging, declaration, thresholds, options)));
  }
  return { tests, untested };
}

interface Threshold {
  readonly span: Span;
  /** Places of its moves among all those of the declaration. */
  readonly moves: readonly number[];
  /** Those of them that no test notices. */
  readonly untested: readonly number[];
}

/** Through the rule itself, or through one rule after the other that reads the attribute. */
async function suggestFor(
  pack: BoundPack,
  declaration: string,
  untested: readonly UntestedThreshold[],
  options: SuggestOptions,
): Promise<readonly SuggestedTests[]> {
  const keyOf = ({ file, start, end }: Span) => `${file} ${start} ${end}`;
  const tests = new Map<string, SuggestedTests>();
  for (const moving of movingsOf(pack, declaration, options.file).slice(0, MOST_READERS)) {
    const left = untested.filter(({ span }) => !tests.has(keyOf(span)));
    if (left.length === 0) break;
    for (const each of await suggestThrough(pack, moving, left, options)) tests.set(keyOf(each.span), each);
  }
  return [...tests.values()];
}

const MOST_READERS = 3;

async function suggestThrough(
  pack: BoundPack,
  { rule, part, shifts, isOwn, seeds }: Moving,
  untested: readonly UntestedThreshold[],
  options: SuggestOptions,
): Promise<readonly SuggestedTests[]> {
  const { seed = 1, users = USERS, goOn = async () => true } = options;
  const thresholds = thresholdsOf(shifts, untested);
  const moved = shifts.map(({ tree }) => tree);
  const draw = randomDraw(seed);
  const condition = conditionAt(pack, options);
  const write = createWriter(rule.id, options);

  const plain = createShiftJudge(part, moved);
  const values = attributeValues(ownRule(plain), indexPlan(plain.plan));
  // An attribute that a table gives is not computed: its own threshold needs rows.
  const given = values !== null && isOwn ? tableJudge(part, moved, values) : null;
  const byAttributes = given && searchAttributes(given.values, given.judge, { asOf: DEFAULT_TEST_AS_OF, draw });
  const tables = new Map<Threshold, string>();
  for (const threshold of thresholds) {
    if (given === null || byAttributes === null) break;
    const rows = rowsOf(threshold, byAttributes);
    if (rows !== null) tables.set(threshold, write.table(condition(threshold.span), rows, given));
  }

  const found = new Map<number, Described>();
  const without = () =>
    thresholds.flatMap((threshold) =>
      tables.has(threshold) ? [] : threshold.moves.filter((move) => !found.has(move)),
    );
  const search = { rule: ownRule(plain), judge: plain, draw, users, goOn };
  const keep = (more: ReadonlyMap<number, Described>) => more.forEach((described, move) => found.set(move, described));
  // From users whom somebody has described; without them from those of any whom the rule matches.
  if (without().length > 0) keep(await searchNear(seeds, { ...search, wanted: without() }));
  if (without().length > 0) {
    const { found: more, matching } = await searchUsers({ ...search, wanted: without() });
    keep(more);
    if (seeds.length === 0 && without().length > 0) keep(await searchNear(matching, { ...search, wanted: without() }));
  }
  return thresholds.flatMap((threshold): SuggestedTests[] => {
    const { span, moves, untested: needed } = threshold;
    const words = condition(span);
    const table = tables.get(threshold);
    const complete = needed.every((move) => found.has(move));
    const text =
      table ??
      (complete
        ? write.users(
            words,
            moves.flatMap((move) => found.get(move) ?? []),
            plain,
          )
        : "");
    return text === "" ? [] : [{ rule: rule.id, span, condition: words, text }];
  });
}

interface Moving {
  /** Whose answer changes. */
  readonly rule: BoundRule;
  /** The thresholds are those of the rule itself, not of an attribute that it reads. */
  readonly isOwn: boolean;
  /** The pack with that rule alone, and what it reads. */
  readonly part: BoundPack;
  readonly shifts: readonly Shift<BoundPack>[];
  /** Users of tests about the rule or the attribute. */
  readonly seeds: readonly Described[];
}

/**
 * A threshold of an attribute is moved for the rules that read it: those of the same file first, then those that read the least else.
 */
function movingsOf(pack: BoundPack, declaration: string, file: string): readonly Moving[] {
  const read = attributesRead(pack);
  const partOf = (rule: BoundRule): BoundPack => ({
    ...pack,
    rules: [rule],
    tests: [],
    attributes: pack.attributes.filter(({ name }) => read.byRule(rule.id).has(name)),
  });
  const seedsOf = (rule: string) =>
    pack.tests.flatMap((test) => {
      const isAbout =
        read.byTest(test).has(declaration) || test.cases.some((one) => one.rules.some((each) => each.rule === rule));
      return isAbout ? test.cases.flatMap(seedOf) : [];
    });
  const own = pack.rules.find(({ id }) => id === declaration);
  if (own !== undefined) {
    const part = partOf(own);
    const shifts = shiftRule(own).map((shift) => ({ ...shift, tree: { ...part, rules: [shift.tree] } }));
    return [{ rule: own, isOwn: true, part, shifts, seeds: seedsOf(own.id) }];
  }
  const attribute = pack.attributes.find(({ name }) => name === declaration);
  if (attribute === undefined) return [];
  const distance = ({ id, span }: BoundRule) => (span.file === file ? 0 : read.byRule(id).size);
  const readers = pack.rules.filter(({ id }) => read.byRule(id).has(declaration));
  return readers
    .toSorted((a, b) => distance(a) - distance(b))
    .map((rule) => {
      const part = partOf(rule);
      const shifts = shiftAttribute(attribute).map((shift) => ({
        ...shift,
        tree: { ...part, attributes: part.attributes.map((one) => (one === attribute ? shift.tree : one)) },
      }));
      return { rule, isOwn: false, part, shifts, seeds: seedsOf(rule.id) };
    });
}

/** What a case gives outright is not of its user. */
function seedOf({ user, asOf, attributes, lists }: BoundCase): readonly Described[] {
  return attributes.size === 0 && lists.size === 0 ? [{ input: user, asOf }] : [];
}

function thresholdsOf(
  shifts: readonly Shift<BoundPack>[],
  untested: readonly UntestedThreshold[],
): readonly Threshold[] {
  const keyOf = ({ span: { file, start, end } }: { readonly span: Span }) => `${file} ${start} ${end}`;
  const steps = new Set(untested.map((each) => `${keyOf(each)} ${each.step}`));
  const places = new Map<string, number[]>();
  for (const [i, shift] of shifts.entries()) places.set(keyOf(shift), [...(places.get(keyOf(shift)) ?? []), i]);
  return [...places.values()].flatMap((moves) => {
    const span = shifts[moves[0] ?? 0]?.span;
    const missing = moves.filter((i) => {
      const shift = shifts[i];
      return shift !== undefined && steps.has(`${keyOf(shift)} ${shift.step}`);
    });
    return span === undefined || missing.length === 0 ? [] : [{ span, moves, untested: missing }];
  });
}

function ownRule({ plan }: ShiftJudge) {
  const [rule] = plan.rules;
  if (rule === undefined) throw new Error("invariant: the pack has the rule alone");
  return rule;
}

interface TableJudge {
  readonly values: AttributeValues;
  readonly judge: ShiftJudge;
}

function tableJudge(part: BoundPack, moved: readonly BoundPack[], values: AttributeValues): TableJudge {
  return { values, judge: createShiftJudge(part, moved, new Set(values.keys())) };
}

/** One row for each move, as like each other as can be; null where not all that are needed were found. */
function rowsOf({ moves, untested }: Threshold, found: ReadonlyMap<number, readonly Given[]>): readonly Given[] | null {
  if (untested.some((move) => !found.has(move))) return null;
  const [first, second] = moves.flatMap((move) => {
    const some = found.get(move);
    return some === undefined ? [] : [some];
  });
  if (first === undefined) return null;
  return second === undefined ? first.slice(0, 1) : nearestPair(first, second);
}

/** The innermost condition around a threshold, on one line; of a `define` of another file the line there. */
function conditionAt(pack: BoundPack, { file, textOf }: SuggestOptions): (span: Span) => string {
  const { conditions } = coverageOf(pack, { isWanted: (path) => path === file, select: () => false });
  return (span) => {
    const text = textOf(span.file) ?? "";
    const around = conditions.filter(
      (each) => each.span.file === span.file && each.span.start <= span.start && each.span.end >= span.end,
    );
    const innermost = around.at(-1)?.span ?? lineAround(text, span);
    const words = text.slice(innermost.start, innermost.end).trim().replaceAll(/\s+/g, " ");
    return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 2)} …`;
  };
}

function lineAround(text: string, { start, end }: Span): Pick<Span, "start" | "end"> {
  const behind = text.indexOf("\n", end);
  return { start: text.lastIndexOf("\n", start) + 1, end: behind < 0 ? text.length : behind };
}

const LONGEST = 60;

function createWriter(rule: string, { file }: SuggestOptions) {
  const canonical = (text: string) => format({ path: file, text }).text;
  return {
    table: (condition: string, rows: readonly Given[], { values, judge }: TableJudge): string => {
      const columns = [...values.keys()];
      const context = buildUser({ user: {}, sources: {} }, DEFAULT_TEST_AS_OF);
      const lines = rows
        .toSorted((a, b) => order(a, columns) - order(b, columns))
        .map((inputs) => {
          const cells = [...values].map(([name, { type }]) => scalarText(inputs[name] ?? "", type));
          const outcome = judge.matches({ context, asOf: DEFAULT_TEST_AS_OF, inputs }) ? "match" : "no match";
          return `| ${[...cells, outcome].join(" | ")} |`;
        });
      const head = `| ${[...columns, "expect"].join(" | ")} |`;
      return canonical(
        `test ${quote(`at the edge of ${condition}`)} for ${rule} {\n${[head, ...lines].join("\n")}\n}\n`,
      );
    },
    users: (condition: string, users: readonly Described[], judge: ShiftJudge): string => {
      const blocks = users.map(({ input, asOf }) => {
        const outcome = judge.matches({ context: buildUser(input, asOf), asOf }) ? "match" : "no match";
        const moment = asOf === DEFAULT_TEST_AS_OF ? "" : `as of ${momentText(asOf)}\n`;
        const given = `given {\n${givenText(input, { before: asOf }).join("\n")}\n}\n`;
        return `test ${quote(`at the edge of ${condition}: ${outcome}`)} {\n${moment}${given}expect ${rule} ${outcome}\n}\n`;
      });
      return canonical(blocks.join("\n"));
    },
  };
}

/** Smaller values first. */
function order(given: Given, columns: readonly string[]): number {
  return columns.reduce((sum, name) => sum + Number(given[name]), 0) || 0;
}
