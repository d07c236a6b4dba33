import { SOURCES } from "../../dsl/types/sources.ts";
import { elementOf } from "../plan/element-of.ts";
import type { PlanAggregate } from "../plan/plan.ts";
import type { Expr } from "../plan/expr.ts";
import { type Code, js, LEVEL, literal, name, tight } from "./code.ts";
import { emitCondition } from "./emit-condition.ts";
import { emitValue } from "./emit-expr.ts";
import type { EmitScope } from "./emit-scope.ts";
import { operands } from "./operand.ts";
import { tsElement, tsType, tsValue } from "./ts-type.ts";
import type { Typing } from "./typing.ts";

/** A variable that lives through a loop: one for the user, or one for every tie key. */
export interface LoopVariable {
  readonly name: string;
  readonly type: string;
  readonly start: string;
  /** The variable itself never changes, only what it holds. */
  readonly fixed?: true;
}

/** How one aggregate is computed in a loop over rows. */
export interface AggregateCode {
  /** At module level, once. */
  readonly setup: readonly string[];
  readonly variables: readonly LoopVariable[];
  /** Before the first row of a user or tie key, beside setting the variables to their start. */
  readonly open: readonly string[];
  /** For every kept row; statements over the variables. */
  readonly row: readonly string[];
  /** The value after the last row. */
  readonly end: Code;
  /** The type of the value. */
  readonly type: string;
  /** The value over no rows. */
  readonly none: Code;
}

/** Sums are kept as two limbs of 26 bits where they might leave the safe integers on their way. */
const LIMB = 2 ** 26;

export interface AggregatePlace {
  readonly scope: EmitScope;
  readonly typing: Typing;
  /** The number of the tie key; 0 for a group a user. */
  readonly slot: Code;
}

export function aggregateCode(aggregate: PlanAggregate, place: AggregatePlace): AggregateCode {
  const own = `a${aggregate.id}`;
  const { typing, slot } = place;
  const plain: AggregateCode = {
    setup: [],
    variables: [{ name: own, type: "number", start: "0" }],
    open: [],
    row: [],
    end: name(own),
    type: "number",
    none: js`0`,
  };
  switch (aggregate.fn) {
    case "count":
      return { ...plain, row: [`${own}++;`] };
    case "count_distinct": {
      const seen = setVariable(`seen${aggregate.id}`, aggregate, typing);
      const row = withValue(aggregate, place, (value) => [`${seen.name}.add(${value});`]);
      return { ...plain, variables: [seen], row, end: js`${name(seen.name)}.size` };
    }
    case "distinct": {
      const seen = setVariable(own, aggregate, typing);
      const row = withValue(aggregate, place, (value) => [`${own}.add(${value});`]);
      const none = js`${name("EMPTY")}`;
      return { ...plain, variables: [seen], row, type: tsType(aggregate.type), none };
    }
    case "sum":
      return aggregate.nullable
        ? exactSum(aggregate, place, plain)
        : { ...plain, row: withValue(aggregate, place, (value) => [`${own} += ${value};`]) };
    case "min":
    case "max": {
      const operator = aggregate.fn === "min" ? "<" : ">";
      const row = withValue(aggregate, place, (value) => [
        `if (${own} === null || ${value} ${operator} ${own}) ${own} = ${value};`,
      ]);
      return { ...plain, ...maybe(aggregate), row };
    }
    case "oldest":
    case "newest":
      return endRow(aggregate, place, plain);
    case "peak_rows":
    case "peak_span": {
      const windows = name(`windows${aggregate.id}`);
      // Rows come newest first: their numbers grow, their times fall.
      const position = aggregate.fn === "peak_rows" ? "i" : `-row.${SOURCES[aggregate.source].clock}`;
      return {
        ...plain,
        setup: [`const ${windows.text} = createPeakWindows(${aggregate.window ?? 1});`],
        open: [`${windows.text}.open(${slot.text});`],
        row: [`${own} = Math.max(${own}, ${windows.text}.add(${slot.text}, i, ${position}));`],
      };
    }
    case "sequence":
      return sequenceCode(aggregate, place, plain);
    case "any":
    case "every":
      return quantifier(aggregate, place, plain);
  }
}

/** A value that is missing until a row gives one. */
function maybe({ id, type }: PlanAggregate): Pick<AggregateCode, "variables" | "type" | "none"> {
  const valueType = tsValue(type, true);
  return { variables: [{ name: `a${id}`, type: valueType, start: "null" }], type: valueType, none: js`null` };
}

function setVariable(variable: string, { value }: PlanAggregate, typing: Typing): LoopVariable {
  if (value === null) throw new Error("invariant: the aggregate has no value");
  const element = tsElement(elementOf(value.type));
  return { name: variable, type: `Set<${element}>`, start: `new Set${typing.argument(element)}()`, fixed: true };
}

/** The statements for a present value; none where the value is missing. */
function withValue(
  { value, id }: PlanAggregate,
  { scope }: AggregatePlace,
  use: (value: string) => readonly string[],
): readonly string[] {
  const { guard, ref } = valueOf(value, scope);
  const variable = `x${id}`;
  return [guard === null ? "{" : `if (${guard}) {`, `const ${variable} = ${ref};`, ...use(variable), "}"];
}

function exactSum(aggregate: PlanAggregate, place: AggregatePlace, plain: AggregateCode): AggregateCode {
  const [high, low] = [`high${aggregate.id}`, `low${aggregate.id}`];
  return {
    ...plain,
    variables: [high, low].map((limb) => ({ name: limb, type: "number", start: "0" })),
    row: withValue(aggregate, place, (value) => [
      `${high} += Math.trunc(${value} / ${LIMB});`,
      `${low} += ${value} % ${LIMB};`,
    ]),
    end: js`sumOf(${name(high)}, ${name(low)})`,
    type: "number | null",
  };
}

/** Rows come newest first: the newest is the first that is kept, the oldest the last. A missing field is an answer. */
function endRow(aggregate: PlanAggregate, { scope }: AggregatePlace, plain: AggregateCode): AggregateCode {
  const own = `a${aggregate.id}`;
  const { guard, ref } = valueOf(aggregate.value, scope);
  const value = guard === null ? ref : `${guard} ? ${ref} : null`;
  const missing = maybe(aggregate);
  if (aggregate.fn === "oldest") return { ...plain, ...missing, row: [`${own} = ${value};`] };
  const found = `found${aggregate.id}`;
  return {
    ...plain,
    ...missing,
    variables: [...missing.variables, { name: found, type: "boolean", start: "false" }],
    row: [`if (!${found}) {`, `${found} = true;`, `${own} = ${value};`, "}"],
  };
}

/** Kleene: one deciding row settles it, one unknown row leaves it open. */
function quantifier(
  { id, fn, value, type }: PlanAggregate,
  { scope }: AggregatePlace,
  plain: AggregateCode,
): AggregateCode {
  if (value === null) throw new Error("invariant: a quantifier has a condition");
  const own = `a${id}`;
  const decides = fn === "any";
  const settled = literal(decides).text;
  const row = [
    `if (${own} !== ${settled}) {`,
    `if (${emitCondition(value, decides, scope).text}) ${own} = ${settled};`,
  ];
  if (value.nullable) row.push(`else if (!(${emitCondition(value, !decides, scope).text})) ${own} = null;`);
  const none = literal(!decides);
  const valueType = tsValue(type, value.nullable);
  return {
    ...plain,
    variables: [{ name: own, type: valueType, start: none.text }],
    row: [...row, "}"],
    type: valueType,
    none,
  };
}

/** Found once is found; until then every row says which steps it fits. */
function sequenceCode(
  { id, source, sequence }: PlanAggregate,
  { scope }: AggregatePlace,
  plain: AggregateCode,
): AggregateCode {
  if (sequence === null) throw new Error("invariant: a sequence has steps");
  const [own, runs, fits, key] = [`a${id}`, `runs${id}`, `fits${id}`, `key${id}`];
  const { by, spanMs, steps, until } = sequence;
  const holds = (condition: Expr): string => tight(emitCondition(condition, true, scope), LEVEL.or).text;
  const bits = steps.map(({ where }, i) => `(${holds(where)} ? ${2 ** i} : 0)`).join(" | ");
  const ends = until === null ? "false" : holds(until);
  const clock = `row.${SOURCES[source].clock}`;
  const look = [
    `const ${fits} = ${bits};`,
    `if (${runs}.add(${by === null ? "0" : key}, i, ${clock}, ${fits}, ${ends})) ${own} = true;`,
  ];
  const keyed =
    by === null ? look : [`const ${key} = ${emitValue(by, scope).text};`, `if (${key} !== null) {`, ...look, "}"];
  return {
    ...plain,
    setup: [`const ${runs} = createSequenceRuns([${steps.map(({ times }) => times).join(", ")}], ${spanMs});`],
    variables: [{ name: own, type: "boolean", start: "false" }],
    open: [`${runs}.clear();`],
    row: [`if (!${own}) {`, ...keyed, "}"],
    type: "boolean",
    none: js`false`,
  };
}

function valueOf(value: PlanAggregate["value"], scope: EmitScope): { guard: string | null; ref: string } {
  if (value === null) throw new Error("invariant: the aggregate has no value");
  const { present, refs } = operands([value], scope);
  const [ref] = refs;
  if (ref === undefined) throw new Error("invariant: a value has a reference");
  return { guard: present.length === 0 ? null : present.map(({ text }) => text).join(" && "), ref: ref.text };
}
