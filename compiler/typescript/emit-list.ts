import type { Scalar } from "../../dsl/binder/bound.ts";
import { elementOf } from "../plan/element-of.ts";
import type { Expr, InListExpr, TextTestExpr } from "../plan/expr.ts";
import { type Code, js } from "./code.ts";
import type { EmitScope } from "./emit-scope.ts";
import type { RuntimeConstant } from "./module-data.ts";
import type { NeedlePlace } from "./needle-test.ts";

/** A list that is known when compiling, as the set all list operations read. */
export function emitList(list: StaticList, scope: EmitScope): Code {
  const { wanted, values } = staticList(list, scope);
  if (values === null) return runtimeList(list, "set", scope);
  return onceOf(list, "set", scope, () =>
    scope.data.refer(wanted, { kind: "set", element: elementOf(list.type), values }),
  );
}

/** `value in list`, over present operands; `computed` is the list where it is not known when compiling. */
export function emitMembership(
  { list, containment }: InListExpr,
  value: Code,
  computed: Code | undefined,
  scope: EmitScope,
): Code {
  if (list.kind === "list_ref" || list.kind === "list_literal") {
    if (!containment) return js`${emitList(list, scope)}.has(${value})`;
    const { wanted, values } = staticList(list, scope);
    if (values === null) return js`${runtimeList(list, "networks", scope)}(${value})`;
    const networks = onceOf(list, "networks", scope, () =>
      scope.data.refer(`in_${wanted}`, { kind: "networks", values: values.map(String) }),
    );
    return js`${networks}(${value})`;
  }
  if (computed === undefined) throw new Error("invariant: a computed list is an operand");
  return containment ? js`inNetworks(${value}, ${computed})` : js`${computed}.has(${value})`;
}

const ANY_OF = {
  contains: js`containsAny`,
  starts_with: js`startsWithAny`,
  ends_with: js`endsWithAny`,
} as const satisfies Record<NeedlePlace, Code>;

/** `text contains any of list`, over present operands; `computed` is the list where it is not known when compiling. */
export function emitAnyOf(
  { needle, op, ignoringCase }: TextTestExpr,
  text: Code,
  computed: Code | undefined,
  scope: EmitScope,
): Code {
  const folded = ignoringCase ? js`asciiLower(${text})` : text;
  if (needle.kind === "list_ref" || needle.kind === "list_literal") {
    const { wanted, values } = staticList(needle, scope);
    if (values === null) {
      const form = ignoringCase ? "folded_needles" : "needles";
      return js`${ANY_OF[op]}(${folded}, ${runtimeList(needle, form, scope)})`;
    }
    const test = onceOf(needle, `${op} ${ignoringCase}`, scope, () =>
      scope.data.refer(`${op}_${wanted}`, { kind: "needles", place: op, values: values.map(String), ignoringCase }),
    );
    return js`${test}(${text})`;
  }
  if (computed === undefined) throw new Error("invariant: a computed list is an operand");
  return js`${ANY_OF[op]}(${folded}, ${ignoringCase ? js`lowered(${computed})` : computed})`;
}

type StaticList = Extract<Expr, { kind: "list_ref" | "list_literal" }>;

/** A declared list in one form; a list literal is short. */
function onceOf(list: StaticList, form: string, { data }: EmitScope, refer: () => Code): Code {
  return list.kind === "list_ref" ? data.once(`${form} ${list.name}`, refer) : refer();
}

function runtimeList(list: StaticList, form: RuntimeConstant["form"], { data }: EmitScope): Code {
  if (list.kind !== "list_ref") throw new Error("invariant: a list literal has its values");
  return data.refer(list.name, { kind: "runtime", list: list.name, element: elementOf(list.type), form });
}

/** Null values: operators keep the list. */
function staticList(list: StaticList, scope: EmitScope): { wanted: string; values: readonly Scalar[] | null } {
  if (list.kind === "list_ref") return { wanted: list.name, values: scope.index.list(list.name).values };
  return { wanted: "list", values: list.values };
}
