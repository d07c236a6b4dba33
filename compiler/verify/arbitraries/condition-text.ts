import { rowText } from "../../../dsl/types/row-words.ts";
import type { ElementType } from "../../../dsl/types/type.ts";
import { aggregateValue, shareComparison } from "./aggregate-text.ts";
import { ALL_TYPES, ROW_SOURCES } from "./all-types.ts";
import type { Draw } from "./draw.ts";
import { expectedText, listText, quote } from "./literal-text.ts";
import { DURATIONS, MEMBERS, TEXTS } from "./pools.ts";
import { patternLike } from "./pattern-text.ts";
import { fieldsOf, type Need, pickSource, reachable, type Scope } from "./program-scope.ts";
import { rareCondition } from "./rare-condition.ts";
import { simpleValue, valueText } from "./value-text.ts";

const STRING: ElementType = { kind: "string" };
const IP: ElementType = { kind: "ip" };
const BOOL: ElementType = { kind: "bool" };

/** A condition on one line. */
export function conditionText(scope: Scope, need: Need, depth: number): string {
  const { draw } = scope;
  if (depth > 0 && draw.chance(30)) {
    return draw.oneOf([
      () => joined("and", scope, need, depth),
      () => joined("or", scope, need, depth),
      () => `not (${conditionText(scope, "total", depth - 1)})`,
    ]);
  }
  return draw.oneOf([
    () => ordered(scope, need, depth),
    () => ordered(scope, need, depth),
    () => equality(scope, need, depth),
    () => equality(scope, need, depth),
    () => inRange(scope, need, depth),
    () => membership(scope, need, depth),
    () => textTest(scope, need, depth),
    () => textTest(scope, need, depth),
    () => matchesTest(scope, need),
    () => presence(scope, depth),
    () => simpleValue(BOOL, scope, need),
    () => listCondition(scope, need) ?? ordered(scope, need, depth),
    () => defineCall(scope, need, depth),
    () => isNewText(scope, need) ?? ordered(scope, need, depth),
    () => rareCondition(scope, need),
    () => (scope.aggregates && need === "any" ? shareComparison(scope, depth) : ordered(scope, need, depth)),
  ]);
}

const INT: ElementType = { kind: "int" };

/** Conditions of a block, one a line, with groups and quantifiers where they may stand. */
export function blockLines(scope: Scope, need: Need, depth: number): readonly string[] {
  const { draw } = scope;
  return Array.from({ length: draw.int(1, 3) }, () => {
    if (depth > 0 && draw.chance(20)) return groupText(scope, need, depth);
    if (scope.row === null && draw.chance(15)) return sequenceText(scope, depth);
    if (scope.row === null && draw.chance(45)) return quantifierText(scope, need, depth);
    if (scope.alias !== null && scope.aggregates && draw.chance(45)) return tiedComparison(scope, need, depth);
    return conditionText(scope, need, depth);
  });
}

function groupText(scope: Scope, need: Need, depth: number): string {
  const op = scope.draw.pick(["any", "all", "none"]);
  return `${op} {\n${blockLines(scope, op === "none" ? "total" : need, depth - 1).join("\n")}\n}`;
}

function quantifierText(scope: Scope, need: Need, depth: number): string {
  const { draw } = scope;
  const source = pickSource(scope);
  const op = draw.pick(["any", "any", "every", "no"]);
  const alias = draw.chance(60) ? "e" : null;
  const as = alias === null ? "" : ` as ${alias}`;
  const last = draw.chance(40) ? ` last ${draw.pick([1, 2, 25])}` : "";
  const within = draw.chance(30) ? ` within ${draw.pick(DURATIONS).text}` : "";
  const inner = { ...scope, row: source, alias, outer: null };
  const body = blockLines(inner, op === "no" ? "total" : need, depth);
  return `${op} ${rowText(source)}${as}${last}${within} {\n${body.join("\n")}\n}`;
}

/** Rows one after the other: most steps ask for a kind of event, so that histories nearly fit. */
export function sequenceText(scope: Scope, depth: number): string {
  const { draw } = scope;
  const source = draw.chance(70) ? "events" : draw.pick(ROW_SOURCES);
  const inner = { ...scope, row: source, alias: null, outer: null, aggregates: false };
  const fields = ALL_TYPES.flatMap((type) => reachable(source, "", type));
  const by = draw.chance(45) ? ` by ${draw.pick(fields).text}` : "";
  const condition = (need: Need): string => {
    const kind = (): string => draw.pick(MEMBERS.event_type);
    if (source !== "events" || draw.chance(25)) return conditionText(inner, need, Math.min(1, depth - 1));
    return draw.chance(50) ? `.type == ${kind()}` : `.type in [${kind()}, ${kind()}, ${kind()}]`;
  };
  const step = (word: string): string => {
    const body = draw.chance(20) ? `{\n${condition("any")}\n${condition("any")}\n}` : condition("any");
    return `${word} ${body}${draw.chance(35) ? ` times ${draw.int(1, 3)}` : ""}`;
  };
  const last = draw.chance(20) ? ` last ${draw.pick([2, 3, 25])}` : "";
  const within = draw.chance(25) ? ` within ${draw.pick(DURATIONS).text}` : "";
  const where = draw.chance(15) ? ` where ${condition("any")}` : "";
  const steps = [step("step"), ...Array.from({ length: draw.int(0, 3) }, () => step("then"))];
  const until = draw.chance(40) ? [`until ${condition("total")}`] : [];
  const head = `sequence${by} of ${source}${last}${within}${where} spanning ${draw.pick(DURATIONS).text}`;
  return `${head} {\n${[...steps, ...until].join("\n")}\n}`;
}

/** An aggregate inside a row that has a name: most of these are tied to it. */
function tiedComparison(scope: Scope, need: Need, depth: number): string {
  const { draw } = scope;
  if (need === "any" && draw.chance(15)) return shareComparison(scope, depth);
  const op = draw.pick(["==", ">", ">=", "<"]);
  return `${aggregateValue(INT, scope, need, Math.max(2, depth)) ?? "0"} ${op} ${draw.int(0, 2)}`;
}

function joined(word: "and" | "or", scope: Scope, need: Need, depth: number): string {
  const parts = Array.from({ length: scope.draw.int(2, 3) }, () => conditionText(scope, need, depth - 1));
  return `(${parts.join(` ${word} `)})`;
}

function ordered(scope: Scope, need: Need, depth: number): string {
  const type = scope.draw.pick<ElementType>([INT, INT, { kind: "time" }, { kind: "duration" }]);
  const op = scope.draw.pick(["<", "<=", ">", ">="]);
  return `${valueText(type, scope, need, depth)} ${op} ${valueText(type, scope, need, depth - 1)}`;
}

/** `!=` is a negation: its operands are never missing. */
function equality(scope: Scope, need: Need, depth: number): string {
  const { draw } = scope;
  const type = draw.pick(ALL_TYPES);
  const op = draw.chance(35) ? "!=" : "==";
  const wanted = op === "!=" ? "total" : need;
  const right = draw.chance(60) ? expectedText(type, draw) : valueText(type, scope, wanted, depth - 1);
  return `${valueText(type, scope, wanted, depth)} ${op} ${right}`;
}

/** `not in` is a negation: what it looks at is never missing. */
function inRange(scope: Scope, need: Need, depth: number): string {
  const { draw } = scope;
  const negated = draw.chance(30);
  const wanted = negated ? "total" : need;
  const type = draw.pick<ElementType>([INT, INT, INT, { kind: "time" }, { kind: "duration" }]);
  const low = draw.int(0, 5);
  const range =
    type.kind === "int" && draw.chance(60)
      ? `${low}..${low + draw.int(0, 500)}`
      : `${simpleValue(type, scope, wanted)}..${simpleValue(type, scope, wanted)}`;
  return `${valueText(type, scope, wanted, depth)} ${negated ? "not in" : "in"} ${range}`;
}

function membership(scope: Scope, need: Need, depth: number): string {
  const { draw } = scope;
  const negated = draw.chance(35);
  const wanted = negated ? "total" : need;
  const op = negated ? "not in" : "in";
  if (draw.chance(35)) {
    const networks = draw.chance(60) ? draw.pick(["office", "watched_networks"]) : listText({ kind: "cidr" }, draw);
    return `${valueText(IP, scope, wanted, depth)} ${op} ${networks}`;
  }
  if (draw.chance(30))
    return `${valueText(STRING, scope, wanted, depth)} ${op} ${draw.pick(["words", "many_words", "watched"])}`;
  if (draw.chance(15)) return `${valueText(INT, scope, wanted, depth)} ${op} watched_codes`;
  const type = draw.pick(ALL_TYPES.filter(({ kind }) => kind !== "bool"));
  return `${valueText(type, scope, wanted, depth)} ${op} ${listText(type, draw, 10)}`;
}

function textTest(scope: Scope, need: Need, depth: number): string {
  const { draw } = scope;
  const op = draw.pick(["contains", "starts with", "ends with"]);
  const needle = draw.chance(35)
    ? `any of ${draw.pick(["words", "many_words", "watched", listText(STRING, draw)])}`
    : draw.chance(70)
      ? quote(draw.pick(TEXTS))
      : simpleValue(STRING, scope, need);
  return `${valueText(STRING, scope, need, depth)} ${op} ${needle}${draw.chance(40) ? " ignoring case" : ""}`;
}

/** Of a field as it is, so that it is a text of the pool that the pattern is held against. */
function matchesTest(scope: Scope, need: Need): string {
  const { draw } = scope;
  const ignoring = draw.chance(40) ? " ignoring case" : "";
  return `${simpleValue(STRING, scope, need)} matches /${patternLike(TEXTS, draw)}/${ignoring}`;
}

/** Never unknown, whatever it looks at: it may stand under any negation. */
function presence(scope: Scope, depth: number): string {
  const { draw } = scope;
  const type = draw.pick(ALL_TYPES);
  const fields = fieldsOf(scope, type).filter(({ optional }) => optional);
  const operand =
    fields.length > 0 && draw.chance(60) ? draw.pick(fields).text : valueText(type, scope, "any", Math.max(1, depth));
  return `${operand} is ${draw.pick(["missing", "present"])}`;
}

/** Conditions over list attributes. */
function listCondition(scope: Scope, need: Need): string | null {
  const { draw } = scope;
  const lists = scope.attributes.filter(({ type }) => type.kind === "list");
  if (lists.length === 0) return null;
  const list = draw.pick(lists);
  if (list.type.kind !== "list") return null;
  const { element } = list.type;
  const same = lists.filter((other) => JSON.stringify(other.type) === JSON.stringify(list.type));
  return draw.oneOf([
    () => `${list.name} contains ${simpleValue(element, scope, need)}`,
    () => `${simpleValue(element, scope, need)} in ${list.name}`,
    () => `${list.name} overlaps ${overlapped(draw.pick(same).name, element, draw)}`,
  ]);
}

/** A field of the innermost row that may be asked whether it is new; null where there is no row. */
export function isNewText({ draw, row }: Scope, need: Need): string | null {
  if (row === null) return null;
  const fields = ALL_TYPES.flatMap((type) => reachable(row, "", type)).filter(
    ({ optional }) => need === "any" || !optional,
  );
  const within = draw.chance(70) ? ` within ${draw.pick(DURATIONS).text}` : "";
  return `${draw.pick(fields).text} is new${within}`;
}

function overlapped(attribute: string, element: ElementType, draw: Draw): string {
  if (element.kind === "string" && draw.chance(40)) return "watched";
  return draw.chance(50) ? attribute : listText(element, draw);
}

function defineCall(scope: Scope, need: Need, depth: number): string {
  return `is_long(${valueText(STRING, scope, need, depth - 1)}, ${scope.draw.int(0, 6)})`;
}
