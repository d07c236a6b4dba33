import { walk } from "../plan/children.ts";
import type { Expr } from "../plan/expr.ts";
import type { Plan, PlanAttribute, PlanRule } from "../plan/plan.ts";
import { indexPlan } from "../plan/plan-index.ts";
import { reach, type Wanted } from "../plan/reach.ts";
import { type Code, comment, js, LEVEL, literal, name, tight } from "./code.ts";
import { emitCondition } from "./emit-condition.ts";
import { emitValue } from "./emit-expr.ts";
import { emitLoop, findSlot } from "./emit-loop.ts";
import { emitFunction } from "./emit-function.ts";
import type { EmitScope } from "./emit-scope.ts";
import { layout } from "./layout.ts";
import { stepsOf } from "./loops.ts";
import { createModuleData, type DataConstant } from "./module-data.ts";
import { createNames } from "./names.ts";
import { useListsLines } from "./runtime-lists.ts";
import { SUPPORT_NAMES } from "./support-names.ts";
import { tsValue } from "./ts-type.ts";
import { TYPED, type Typing, UNTYPED } from "./typing.ts";

/** The parts of an emitted module, in order; the two outputs differ in their head and their types only. */
export interface EmittedModule {
  readonly body: readonly string[];
  readonly constants: readonly DataConstant[];
  readonly rules: readonly string[];
  readonly attributes: readonly PlanAttribute[];
}

export interface ModuleOptions extends Wanted {
  /** Marks every expression as coming from a part of a rule; `readMarks` takes the marks out again. */
  readonly originOf?: ((expr: Expr) => number | null) | undefined;
}

/** V8 optimises functions of this size well; one of a thousand rules ran eight times slower. */
const RULES_PER_FUNCTION = 100;

export function emitModule(
  plan: Plan,
  { originOf, ...wanted }: ModuleOptions,
  output: "typescript" | "javascript",
): EmittedModule {
  const typing = output === "typescript" ? TYPED : UNTYPED;
  const needed = reach(plan, wanted);
  const index = indexPlan(plan);
  const names = createNames(SUPPORT_NAMES);
  const data = createModuleData(names);
  const attributeNames = new Map(needed.attributes.map((attribute) => [attribute.name, names.give(attribute.name)]));
  const aggregateNames = new Map(
    needed.aggregates.map(({ id, fn, source, ties }) => [
      id,
      names.give(`${fn}_${source}${ties.length > 0 ? "_tied" : ""}_${id}`),
    ]),
  );
  const tables = new Map<string, readonly string[]>();
  const tablesOf = (key: string, count: number): readonly string[] => {
    const known = tables.get(key) ?? Array.from({ length: count }, () => names.give("keys"));
    tables.set(key, known);
    return known;
  };
  const shared: SharedScope = {
    index,
    data,
    emit: { value: emitValue, condition: emitCondition },
    originOf,
    attribute: (attribute) => name(found(attributeNames.get(attribute))),
    aggregate: (id) => name(found(aggregateNames.get(id))),
    tied: ({ id }, { present, refs }) => {
      const { source, ties, level } = index.aggregate(id);
      const slot = findSlot(tablesOf(JSON.stringify([level, source, ties]), ties.length), present, refs);
      return js`${name(found(aggregateNames.get(id)))}(${slot})`;
    },
  };

  const parts: string[] = [];
  const calls: string[] = [];
  for (const step of stepsOf(needed)) {
    parts.push("");
    if (step.kind === "loop") {
      const { loop } = step;
      const functionName = names.give(`read_${loop.source}`);
      const level = loop.aggregates[0]?.level ?? 0;
      const tableNames = tablesOf(JSON.stringify([level, loop.source, loop.ties]), loop.ties.length);
      const resultName = (id: number): string => found(aggregateNames.get(id));
      parts.push(
        ...emitLoop({ loop, functionName, resultName, tableNames, giveName: names.give, typing, scope: shared }),
      );
      calls.push(`${functionName}(context, asOf);`);
    } else {
      const { attribute } = step;
      const variable = found(attributeNames.get(attribute.name));
      const functionName = names.give(`compute_${attribute.name}`);
      parts.push(...attributeLines(attribute, { variable, functionName, shared, typing }));
      calls.push(attribute.value === null ? `${functionName}(inputs);` : `${functionName}(context.user);`);
    }
  }
  const judges =
    needed.rules.length === 0
      ? []
      : chunks(needed.rules).map((rules, i) => ({ rules, functionName: names.give(`judge_${i + 1}`) }));
  judges.forEach(({ rules, functionName }, i) => {
    parts.push("", ...judgeLines(rules, i * RULES_PER_FUNCTION, { functionName, shared, typing }));
  });
  if (parts.some((line) => /\btoday\b/.test(line))) calls.unshift("today = dayStart(asOf);");
  if (needed.rules.some(readsMoment)) calls.unshift("moment = asOf;");
  parts.push(
    "",
    ...entryPoints({
      calls,
      judges: judges.map(({ functionName }) => functionName),
      outputs: needed.outputs,
      rules: needed.rules,
      attributeNames,
      typing,
    }),
    ...useListsLines(data.constants, typing),
  );
  return {
    body: layout(parts),
    constants: data.constants,
    rules: needed.rules.map(({ id }) => id),
    attributes: needed.outputs,
  };
}

/** What is the same in all functions of the module. */
type SharedScope = Omit<EmitScope, "source" | "earlier" | "temporary">;

/** Only exceptions ask for the judged moment itself; it is a variable, so that judging functions need no parameter for it. */
function readsMoment({ except }: PlanRule): boolean {
  let found = false;
  if (except !== null) walk(except, ({ kind }) => void (found ||= kind === "before"));
  return found;
}

interface Place {
  readonly functionName: string;
  readonly shared: SharedScope;
  readonly typing: Typing;
}

/** One variable, and the function that sets it. An input comes from outside and is turned into what the module reads. */
function attributeLines(attribute: PlanAttribute, place: Place & { readonly variable: string }): readonly string[] {
  const { variable, functionName, typing } = place;
  const type = tsValue(attribute.type, attribute.nullable);
  const doc = attribute.doc === null ? [] : [`/** ${comment(attribute.doc)} */`];
  const start = attribute.nullable ? "null" : startOf(attribute);
  const declaration = `let ${variable}${typing.annotate(type)} = ${start};`;
  if (attribute.value === null) {
    const given = `inputs[${literal(attribute.name).text}]`;
    const value = attribute.type.kind === "list" ? `givenList(${given})` : `${given} ?? null`;
    const body = [`${variable} = (${value})${typing.cast(type)};`];
    const parameters = [{ name: "inputs", type: "InputValues" }];
    return [...doc, declaration, ...emitFunction({ name: functionName, parameters, result: "void", body }, typing)];
  }
  const { scope, temporaries } = userScope(place);
  const value = emitValue(attribute.value, scope);
  const body = [...temporaries, `${variable} = ${value.text};`];
  return [...doc, declaration, ...emitFunction({ name: functionName, parameters: USER, result: "void", body }, typing)];
}

const USER = [{ name: "user", type: 'UserContext["user"]' }] as const;

function startOf({ type }: PlanAttribute): string {
  if (type.kind === "list") return "EMPTY";
  if (type.kind === "bool") return "false";
  return type.kind === "int" || type.kind === "time" || type.kind === "duration" ? "0" : '""';
}

function judgeLines(rules: readonly PlanRule[], first: number, place: Place): readonly string[] {
  const { functionName, typing } = place;
  const { scope, temporaries } = userScope(place);
  const lines = rules.flatMap((rule, i) => [
    `// ${rule.id}: ${comment(rule.title)}`,
    `outcomes[${first + i}] = ${ruleOutcome(rule, scope).text};`,
  ]);
  return emitFunction(
    { name: functionName, parameters: USER, result: "void", body: [...temporaries, ...lines] },
    typing,
  );
}

/** Matches where `when` is true and `except` is not true; unknown only where nothing excepts. */
function ruleOutcome({ when, except }: PlanRule, scope: EmitScope): Code {
  const outcome = emitValue(when, scope);
  if (except === null) return outcome;
  const excepted = tight(emitCondition(except, true, scope), LEVEL.or);
  return { text: `${excepted.text} ? false : ${outcome.text}`, level: LEVEL.choice };
}

interface EntryParts {
  readonly calls: readonly string[];
  readonly judges: readonly string[];
  readonly outputs: readonly PlanAttribute[];
  readonly rules: readonly PlanRule[];
  readonly attributeNames: ReadonlyMap<string, string>;
  readonly typing: Typing;
}

function entryPoints({ calls, judges, outputs, rules, attributeNames, typing }: EntryParts): readonly string[] {
  const parameters = [
    { name: "context", type: "UserContext" },
    { name: "asOf", type: "number" },
    { name: "inputs", type: "InputValues", start: "{}" },
  ];
  const refresh = "refresh(context, asOf, inputs);";
  const values = outputs.map(({ name: attribute, type }) => {
    const variable = found(attributeNames.get(attribute));
    const shown = type.kind === "list" ? `${variable} && sortedList(${variable})` : variable;
    return `${literal(attribute).text}: ${shown},`;
  });
  return [
    `const outcomes${typing.annotate("Outcome[]")} = [${rules.map(() => "null").join(", ")}];`,
    "",
    ...emitFunction({ name: "refresh", parameters, result: "void", body: calls }, typing),
    "",
    "/** One outcome a rule, in the order of RULES; the array is overwritten by the next call. */",
    ...emitFunction(
      {
        name: "evaluate",
        exported: true,
        parameters,
        result: "readonly Outcome[]",
        body: [refresh, ...judges.map((judge) => `${judge}(context.user);`), "return outcomes;"],
      },
      typing,
    ),
    "",
    "/** The values of the attributes, by name. */",
    ...emitFunction(
      {
        name: "attributes",
        exported: true,
        parameters,
        result: "Readonly<Record<string, AttributeValue>>",
        body: [refresh, "return {", ...values, "};"],
      },
      typing,
    ),
  ];
}

function userScope({ shared, typing }: Place): { scope: EmitScope; temporaries: readonly string[] } {
  const temporaries: string[] = [];
  const scope: EmitScope = {
    ...shared,
    source: null,
    earlier: () => {
      throw new Error("invariant: a field of a row is read outside of rows");
    },
    temporary(type) {
      const variable = `t${temporaries.length}`;
      temporaries.push(`let ${variable}${typing.annotate(type)};`);
      return name(variable);
    },
  };
  return { scope, temporaries };
}

function chunks(rules: readonly PlanRule[]): readonly (readonly PlanRule[])[] {
  const count = Math.ceil(rules.length / RULES_PER_FUNCTION);
  return Array.from({ length: count }, (_, i) => rules.slice(i * RULES_PER_FUNCTION, (i + 1) * RULES_PER_FUNCTION));
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("invariant: a part of the plan has no name");
  return value;
}
