import { readFile } from "node:fs/promises";
import { asciiLower } from "../compiler/functions/text.ts";
import { emitJavaScript } from "../compiler/typescript/emit-javascript.ts";
import type { DataConstant } from "../compiler/typescript/module-data.ts";
import { createNeedleTest } from "../compiler/typescript/needle-test.ts";
import { createMatcher } from "../dsl/regex/create-matcher.ts";
import { loadPack } from "../runtime/packs/load-pack.ts";
import { quantile } from "./quantile.ts";
import { short, table, whole } from "./table.ts";

type TextTest = (text: string) => boolean;
type Needles = Extract<DataConstant, { kind: "needles" }>;
type Pattern = Extract<DataConstant, { kind: "pattern" }>;

/** The rules that look through texts, and ordinary texts of the kind that each of them reads. */
const RULES = [
  ["B06", "ordinary-urls.txt"],
  ["D10", "ordinary-user-agents.txt"],
  ["E03", "ordinary-emails.txt"],
] as const;

const HOSTILE_SIZE = 2_048;
const ROUNDS = 9;

/**
 * What each list of attacks costs a text: an ordinary one, and one of 2 KB that holds the beginnings of all entries and the end of
 * none. Beside it the same list by plain JavaScript: one `includes` after another, one `RegExp` after another.
 */
export async function benchLists(): Promise<string> {
  const root = new URL("..", import.meta.url);
  const { plan } = await loadPack({ builtIn: root.pathname });
  const rows: string[][] = [];
  for (const [rule, file] of RULES) {
    const text = await readFile(new URL(`test/corpus/${file}`, root), "utf8");
    const ordinary = text.split("\n").filter((line) => line !== "");
    const { constants } = emitJavaScript(plan, { rules: [rule], attributes: [] });
    for (const constant of constants) if (constant.kind === "needles") rows.push(listRow(rule, constant, ordinary));
    const patterns = constants.filter(isPattern);
    if (patterns.length > 0) rows.push(patternsRow(rule, patterns, ordinary));
  }
  const head = ["list", "entries", "ordinary, ns", "plain/ours", "2 KB, ns", "plain/ours"];
  return ["### Lists of attacks: processor time a text, medians", "", table(head, rows)].join("\n");
}

const isPattern = (constant: DataConstant): constant is Pattern => constant.kind === "pattern";

function listRow(rule: string, { name, place, values, ignoringCase }: Needles, ordinary: readonly string[]): string[] {
  const folded = values.map(asciiLower);
  const finds: Readonly<Record<Needles["place"], (text: string, needle: string) => boolean>> = {
    contains: (text, needle) => text.includes(needle),
    starts_with: (text, needle) => text.startsWith(needle),
    ends_with: (text, needle) => text.endsWith(needle),
  };
  const plain: TextTest = (text) => {
    const own = asciiLower(text);
    return folded.some((needle) => finds[place](own, needle));
  };
  const beginnings = `${values.map((value) => value.slice(0, -1)).join("\n")}\n`;
  const ours = createNeedleTest(place, values, ignoringCase);
  return row(`${rule} ${name}`, values.length, { ours: [ours], plain: [plain], ordinary, hostile: filled(beginnings) });
}

function patternsRow(rule: string, patterns: readonly Pattern[], ordinary: readonly string[]): string[] {
  const ours = patterns.map(({ pattern, ignoringCase }) => createMatcher(pattern, ignoringCase));
  const plain = patterns.map(({ pattern, ignoringCase }) => {
    const expression = new RegExp(pattern, ignoringCase ? "iu" : "u");
    return (text: string) => expression.test(text);
  });
  const hostile = filled(
    rule === "E03" ? "testimony12.00demon-spamalot" : "=1+uniom+selec+or+a'--<scrip><a%2e%2f..x;ca+|l",
  );
  return row(`${rule} patterns`, patterns.length, { ours, plain, ordinary, hostile });
}

function filled(filling: string): string {
  return filling.repeat(Math.ceil(HOSTILE_SIZE / filling.length)).slice(0, HOSTILE_SIZE);
}

interface Compared {
  readonly ours: readonly TextTest[];
  readonly plain: readonly TextTest[];
  readonly ordinary: readonly string[];
  readonly hostile: string;
}

/** Both ways in each round: what else the machine does meets them alike. */
function row(name: string, entries: number, { ours, plain, ordinary, hostile }: Compared): string[] {
  if (ours.some((test) => test(hostile)))
    throw new Error(`the hostile text is found by ${name}: it would end the search early`);
  const cells = [ordinary, [hostile]].flatMap((texts) => {
    const rounds = Array.from({ length: ROUNDS }, () => [nanoseconds(ours, texts), nanoseconds(plain, texts)] as const);
    return [median(rounds.map(([own]) => own)), median(rounds.map(([own, other]) => other / own))];
  });
  return [`\`${name}\``, whole(entries), ...cells.map(short)];
}

const median = (values: readonly number[]) => quantile(values, 0.5);

/** Processor time a text for all the tests, over calls enough to be measured. */
function nanoseconds(tests: readonly TextTest[], texts: readonly string[]): number {
  let read = 0;
  const started = process.cpuUsage();
  let spent = 0;
  do {
    for (const text of texts) for (const test of tests) test(text);
    read += texts.length;
    spent = process.cpuUsage(started).user;
  } while (spent < 20_000);
  return (spent * 1_000) / read;
}
