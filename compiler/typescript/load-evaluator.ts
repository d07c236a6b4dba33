import type { Plan } from "../plan/plan.ts";
import { type ListEntries, NO_ENTRIES } from "../plan/list-entries.ts";
import { emitJavaScript } from "./emit-javascript.ts";
import type { AttributeValue, Evaluator, InputValues, Outcome } from "./evaluator.ts";
import * as support from "./support.ts";
import { dataValues, type DataMakers } from "./data-values.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";

/** What the emitted code hands back. */
interface LoadedModule {
  readonly evaluate: (context: UserContext, asOf: number, inputs?: InputValues) => readonly Outcome[];
  readonly attributes: (
    context: UserContext,
    asOf: number,
    inputs?: InputValues,
  ) => Readonly<Record<string, AttributeValue>>;
  readonly useLists: (lists: ListEntries) => void;
}

export interface LoadOptions extends LoadSeams {
  /** Who makes lists, patterns and networks; they are made anew when not given. */
  readonly makers?: DataMakers;
}

/** Places where a test can put a fault into this target; nothing else passes any. */
export interface LoadSeams {
  /** Replaces functions of the support module. */
  readonly support?: Readonly<Record<string, unknown>>;
  /** Rewrites the emitted code before it is loaded. */
  readonly rewrite?: (code: string) => string;
}

/** Makes a module with these entries; the code is compiled once for all of them. */
type MakeModule = (lists: ListEntries) => LoadedModule;

/** Compiles a plan to JavaScript and loads it. The evaluator reuses its tables: it is not re-entrant. */
export function loadEvaluator(plan: Plan, options: LoadOptions = {}): Evaluator {
  const judge = compile(plan, { attributes: [] }, options);
  let reader: MakeModule | null = null;
  // Made when first asked for: scoring never reads attributes by name.
  const makeReader = (lists: ListEntries): LoadedModule => {
    reader ??= compile(plan, { rules: [], attributes: plan.attributes.map(({ name }) => name) }, options);
    return reader(lists);
  };
  return evaluatorOf(plan, { judge, reader: makeReader }, NO_ENTRIES);
}

function evaluatorOf(
  plan: Plan,
  makers: { readonly judge: MakeModule; readonly reader: MakeModule },
  lists: ListEntries,
): Evaluator {
  const { evaluate } = makers.judge(lists);
  let reader: LoadedModule | null = null;
  return {
    rules: plan.rules.map(({ id }) => id),
    attributeNames: plan.attributes.map(({ name }) => name),
    evaluate,
    attributes(context, asOf, inputs) {
      reader ??= makers.reader(lists);
      return reader.attributes(context, asOf, inputs);
    },
    withLists: (entries) => evaluatorOf(plan, makers, entries),
  };
}

function compile(
  plan: Plan,
  wanted: { rules?: readonly string[]; attributes: readonly string[] },
  { makers, ...seams }: LoadOptions,
): MakeModule {
  const { code, constants } = emitJavaScript(plan, wanted);
  // The text is made of our own fragments, escaped literals and names we gave out (see `code.ts`); lists are passed, not pasted.
  // oxlint-disable-next-line no-new-func
  const make = new Function("support", "data", seams.rewrite?.(code) ?? code) as (
    functions: Readonly<Record<string, unknown>>,
    data: Readonly<Record<string, unknown>>,
  ) => LoadedModule; // what `emitJavaScript` returns at its end
  const functions = { ...support, ...seams.support };
  const data = dataValues(constants, makers ?? functions);
  return (lists) => {
    const made = make(functions, data);
    made.useLists(lists);
    return made;
  };
}
