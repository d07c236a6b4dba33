import { ROW_CAP, type RowSource, SOURCES } from "../../dsl/types/sources.ts";
import type { Expr, RowFieldExpr } from "../plan/expr.ts";
import type { PlanAggregate } from "../plan/plan.ts";
import { partsOf } from "../plan/reach.ts";
import { rowHistory } from "../plan/row-history.ts";
import { type AggregateCode, aggregateCode, type LoopVariable } from "./aggregate-code.ts";
import { type Code, js, LEVEL, name, tight } from "./code.ts";
import { emitCondition } from "./emit-condition.ts";
import { emitValue } from "./emit-expr.ts";
import { emitFunction } from "./emit-function.ts";
import type { EmitScope } from "./emit-scope.ts";
import { operands } from "./operand.ts";
import type { Typing } from "./typing.ts";

/** One pass over the rows of one source, for all aggregates of one level and one set of tie keys. */
export interface Loop {
  readonly source: RowSource;
  readonly ties: readonly Expr[];
  readonly aggregates: readonly PlanAggregate[];
}

export interface LoopPlace {
  readonly loop: Loop;
  /** The name of the emitted function. */
  readonly functionName: string;
  /** The variable of the module that takes the value of an aggregate; of a tied one, the function that finds it. */
  readonly resultName: (id: number) => string;
  /** The tables that number the tie keys, one a key. */
  readonly tableNames: readonly string[];
  /** A free name of the module. */
  readonly giveName: (wanted: string) => string;
  readonly typing: Typing;
  /** Everything but the row, what was before it and the temporaries, which belong to the loop. */
  readonly scope: Omit<EmitScope, "source" | "earlier" | "temporary">;
}

/** The lines of the module for one loop: variables, and the function that runs it. */
export function emitLoop(place: LoopPlace): readonly string[] {
  const { loop, typing } = place;
  const temporaries: string[] = [];
  const { earlier } = rowHistory(loop.aggregates.flatMap(partsOf));
  const trackers = new Map(earlier.map(({ path }) => [path.join("."), place.giveName(`earlier_${path.join("_")}`)]));
  const scope: EmitScope = {
    ...place.scope,
    source: loop.source,
    earlier: (path) => name(trackers.get(path.join(".")) ?? ""),
    temporary(type) {
      const variable = `t${temporaries.length}`;
      temporaries.push(`let ${variable}${typing.annotate(type)};`);
      return name(variable);
    },
  };
  const tied = loop.ties.length > 0;
  const slot = tied ? name("slot") : js`0`;
  const codes = loop.aggregates.map((aggregate) => ({
    aggregate,
    code: aggregateCode(aggregate, { scope, typing, slot }),
  }));
  const body = tied ? tiedBody(place, codes, scope) : keptBlocks(codes, scope, (code) => code.row);
  const spans = new Set(loop.aggregates.flatMap(({ withinMs }) => (withinMs === null ? [] : [withinMs])));
  const work = tied
    ? ["let slots = 0;", ...place.tableNames.map((table) => `${table}.clear();`)]
    : codes.flatMap(({ code }) => [
        ...code.variables.map((v) => `${keyword(v)} ${v.name}${typing.annotate(v.type)} = ${v.start};`),
        ...code.open,
      ]);
  const loopLines = ["for (let i = 0; i < count; i++) {", ...rowLines(body), "}"];
  const lookBack = earlier.flatMap((field) => lookBackLines(field, loop.source, scope));
  return [
    ...[...trackers.values()].map((tracker) => `const ${tracker} = createEarlierValues();`),
    ...codes.flatMap(({ code }) => code.setup),
    ...(tied ? tiedState(place, codes) : codes.map((entry) => resultVariable(place, entry))),
    ...emitFunction(
      {
        name: place.functionName,
        parameters: [
          { name: "context", type: "UserContext" },
          { name: "asOf", type: "number" },
        ],
        result: "void",
        body: [
          ...(body.some((line) => /\buser\b/.test(line)) ? ["const { user } = context;"] : []),
          `const rows = context.${loop.source};`,
          `const count = Math.min(rows.length, ${rowLimit(loop)});`,
          ...[...spans].map((span) => `const since${span} = asOf - ${span};`),
          ...temporaries,
          ...lookBack,
          ...work,
          ...loopLines,
          ...(tied ? [] : codes.map(({ aggregate, code }) => `${place.resultName(aggregate.id)} = ${code.end.text};`)),
        ],
      },
      typing,
    ),
  ];
}

/** The row of a pass, and the one before it where that is read. */
function rowLines(body: readonly string[]): readonly string[] {
  const looksBack = body.some((line) => /\bolder\b/.test(line));
  return [
    "const row = rows[i];",
    "if (row === undefined) break;",
    ...(looksBack ? [`const older = i < ${ROW_CAP - 1} ? rows[i + 1] : undefined;`] : []),
    ...body,
  ];
}

/** A pass over all rows, oldest first, that remembers when each value of a field was seen before. */
function lookBackLines(field: RowFieldExpr, source: RowSource, scope: EmitScope): readonly string[] {
  const tracker = scope.earlier(field.path).text;
  const value = emitValue(field, scope);
  return [
    `${tracker}.clear();`,
    `for (let i = Math.min(rows.length, ${ROW_CAP}) - 1; i >= 0; i--) {`,
    ...rowLines([`${tracker}.add(i, ${value.text}, row.${SOURCES[source].clock});`]),
    "}",
  ];
}

function keyword({ fixed }: LoopVariable): "const" | "let" {
  return fixed ? "const" : "let";
}

interface Entry {
  readonly aggregate: PlanAggregate;
  readonly code: AggregateCode;
}

/** No row behind the largest `last` of all can matter. */
function rowLimit({ aggregates }: Loop): number {
  return Math.max(...aggregates.map(({ last }) => last ?? ROW_CAP));
}

/** Aggregates over the same rows share one `if`. */
function keptBlocks(
  entries: readonly Entry[],
  scope: EmitScope,
  lines: (code: AggregateCode) => readonly string[],
): readonly string[] {
  const blocks = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { last, withinMs, where } = entry.aggregate;
    const key = JSON.stringify([last, withinMs, where]);
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [entry]);
    else block.push(entry);
  }
  return [...blocks.values()].flatMap((block) => {
    const [first] = block;
    if (first === undefined) return [];
    const kept = keptCondition(first.aggregate, scope);
    const inside = block.flatMap(({ code }) => lines(code));
    return kept === "" ? inside : [`if (${kept}) {`, ...inside, "}"];
  });
}

function keptCondition({ source, last, withinMs, where }: PlanAggregate, scope: EmitScope): string {
  const clock = SOURCES[source].clock;
  const parts: string[] = [];
  if (last !== null) parts.push(`i < ${last}`);
  if (withinMs !== null) parts.push(`row.${clock} > since${withinMs}`, `row.${clock} <= asOf`);
  if (where !== null) parts.push(tight(emitCondition(where, true, scope), LEVEL.and).text);
  return parts.join(" && ");
}

function resultVariable({ resultName, typing }: LoopPlace, { aggregate, code }: Entry): string {
  const none = aggregate.fn === "distinct" ? `EMPTY${typing.cast(code.type)}` : code.none.text;
  return `let ${resultName(aggregate.id)}${typing.annotate(code.type)} = ${none};`;
}

/** A row finds the slot of its keys, opens it if it is new, and counts there. Missing keys tie to nothing. */
function tiedBody(
  { loop, tableNames, typing }: LoopPlace,
  entries: readonly Entry[],
  scope: EmitScope,
): readonly string[] {
  const { present, refs } = operands(loop.ties, scope);
  const variables = entries.flatMap(({ code }) => code.variables);
  const opening = [
    "slots++;",
    ...variables.map((v) => `all_${v.name}[slot] = ${v.start};`),
    ...entries.flatMap(({ code }) => code.open),
  ];
  const work = keptBlocks(entries, scope, (code) => [
    ...code.variables.map((v) => `${keyword(v)} ${v.name} = all_${v.name}[slot]${typing.cast(v.type)};`),
    ...code.row,
    ...code.variables.flatMap((v) => (v.fixed ? [] : [`all_${v.name}[slot] = ${v.name};`])),
  ]);
  const lines = [`const slot = ${slotOf("put", tableNames, refs)};`, "if (slot === slots) {", ...opening, "}", ...work];
  if (present.length === 0) return lines;
  return [`if (${present.map(({ text }) => text).join(" && ")}) {`, ...lines, "}"];
}

/** The number of a row's keys, key after key. */
export function slotOf(method: "put" | "find", tables: readonly string[], keys: readonly Code[]): string {
  return tables.reduce((prefix, table, i) => `${table}.${method}(${prefix}, ${keys[i]?.text ?? ""})`, "0");
}

/** The state of every slot, and for each aggregate the function that reads it; slot -1 is no row. */
function tiedState({ tableNames, resultName, typing }: LoopPlace, entries: readonly Entry[]): readonly string[] {
  return [
    ...tableNames.map((table) => `const ${table} = createTieTable();`),
    ...entries.flatMap(({ aggregate, code }) => [
      ...code.variables.map((v) => `const all_${v.name}${typing.annotate(`(${v.type})[]`)} = [];`),
      `function ${resultName(aggregate.id)}(slot${typing.annotate("number")})${typing.annotate(code.type)} {`,
      `if (slot < 0) return ${code.none.text}${aggregate.fn === "distinct" ? typing.cast(code.type) : ""};`,
      ...code.variables
        .filter((v) => mentions(code.end, v.name))
        .map((v) => `const ${v.name} = all_${v.name}[slot]${typing.cast(v.type)};`),
      `return ${code.end.text};`,
      "}",
    ]),
  ];
}

function mentions({ text }: Code, variable: string): boolean {
  return new RegExp(`\\b${variable}\\b`).test(text);
}

/** The keys of a tie, computed from another row, as a slot of the loop. */
export function findSlot(tables: readonly string[], present: readonly Code[], keys: readonly Code[]): Code {
  const found = slotOf("find", tables, keys);
  const text = present.length === 0 ? found : `${present.map((code) => code.text).join(" && ")} ? ${found} : -1`;
  return { text, level: LEVEL.choice };
}
