import { OPPOSITE } from "../../dsl/ast/conditions.ts";
import type { Scalar } from "../../dsl/binder/bound.ts";
import { ROW_CAP, SOURCES } from "../../dsl/types/sources.ts";
import type {
  CompareExpr,
  Expr,
  InListExpr,
  IsNewExpr,
  LogicalExpr,
  MatchesExpr,
  ShareExpr,
  TextTestExpr,
} from "../plan/expr.ts";
import { at, type Code, from, js, join, LEVEL, literal, name, tight } from "./code.ts";
import { emitValue } from "./emit-expr.ts";
import { emitAnyOf, emitMembership } from "./emit-list.ts";
import type { EmitScope } from "./emit-scope.ts";
import { isRepeatable, type Operands, operands } from "./operand.ts";
import { asciiLower } from "../functions/text.ts";

/**
 * A JavaScript boolean that is true exactly where the condition is `side`. A condition is unknown where neither side is,
 * so both sides together say all of its three values and nothing in between needs a third one.
 */
export function emitCondition(expr: Expr, side: boolean, scope: EmitScope): Code {
  const condition = plainCondition(expr, side, scope);
  return scope.originOf === undefined ? condition : from(scope.originOf(expr), condition);
}

function plainCondition(expr: Expr, side: boolean, scope: EmitScope): Code {
  switch (expr.kind) {
    case "and":
    case "or":
      return logical(expr, side, scope);
    case "not":
      return emitCondition(expr.operand, !side, scope);
    case "is": {
      const operator = expr.present === side ? js`!==` : js`===`;
      const test = at(LEVEL.compare, js`${tight(emitValue(expr.operand, scope), LEVEL.add)} ${operator} null`);
      // Whether there was an event before the oldest of as many as there can be nobody knows.
      return expr.nullable ? at(LEVEL.and, js`i !== ${ROW_CAP - 1} && ${test}`) : test;
    }
    case "is_new":
      return isNew(expr, side, scope);
    case "before":
      return at(LEVEL.compare, side ? js`moment < ${literal(expr.moment)}` : js`moment >= ${literal(expr.moment)}`);
    case "compare":
      return compare(expr, side, scope);
    case "share":
      return share(expr, side, scope);
    case "in_list":
      return inList(expr, side, scope);
    case "overlaps":
      return whereKnown(
        operands([expr.left, expr.right], scope),
        side,
        ([left, right]) => js`overlaps(${part(left)}, ${part(right)})`,
      );
    case "text_test":
      return textTest(expr, side, scope);
    case "matches":
      return whereKnown(operands([expr.subject], scope), side, ([text]) => js`${matcher(expr, scope)}(${part(text)})`);
    default:
      return truth(expr, side, scope);
  }
}

function isNew({ operand, withinMs }: IsNewExpr, side: boolean, scope: EmitScope): Code {
  if (scope.source === null) throw new Error("invariant: a field of a row is read outside of rows");
  const clock = name(SOURCES[scope.source].clock);
  const since = withinMs === null ? js`-Infinity` : js`row.${clock} - ${withinMs}`;
  return js`${scope.earlier(operand.path)}.${side ? js`isNew` : js`isOld`}(i, ${since})`;
}

/** A boolean value as a condition. */
function truth(expr: Expr, side: boolean, scope: EmitScope): Code {
  const value = emitValue(expr, scope);
  if (expr.nullable) return at(LEVEL.compare, js`${tight(value, LEVEL.add)} === ${literal(side)}`);
  return side ? value : not(value);
}

/** De Morgan: a conjunction is false where one of its operands is false. */
function logical({ kind, operands: parts }: LogicalExpr, side: boolean, scope: EmitScope): Code {
  const joinsAll = (kind === "and") === side;
  const level = joinsAll ? LEVEL.and : LEVEL.or;
  return join(
    parts.map((operand) => tight(emitCondition(operand, side, scope), level)),
    joinsAll ? " && " : " || ",
    level,
  );
}

const OPERATORS = {
  "==": js`===`,
  "!=": js`!==`,
  "<": js`<`,
  "<=": js`<=`,
  ">": js`>`,
  ">=": js`>=`,
} as const satisfies Record<CompareExpr["op"], Code>;

function compare({ op, left, right }: CompareExpr, side: boolean, scope: EmitScope): Code {
  const shown = side ? op : OPPOSITE[op];
  const test = (refs: readonly Code[]): Code => {
    const [a, b] = refs.map((ref) => tight(ref, LEVEL.add));
    return at(LEVEL.compare, js`${part(a)} ${OPERATORS[shown]} ${part(b)}`);
  };
  // `null` equals no present value: no guard is needed for that.
  if (shown === "==" && !(left.nullable && right.nullable))
    return test([emitValue(left, scope), emitValue(right, scope)]);
  const { present, refs } = operands([left, right], scope);
  return join([...present, test(refs)], " && ", present.length === 0 ? LEVEL.compare : LEVEL.and);
}

/** No division, so nothing is rounded; of no rows neither side is true. */
function share({ op, kept, all, percent }: ShareExpr, side: boolean, scope: EmitScope): Code {
  const total = emitValue(all, scope);
  const [left, right] = [js`${tight(emitValue(kept, scope), LEVEL.multiply)} * 100`, js`${total} * ${percent}`];
  const compared = js`${left} ${OPERATORS[side ? op : OPPOSITE[op]]} ${right}`;
  return at(LEVEL.and, js`${total} > 0 && ${compared}`);
}

/** Up to so many values are compared one by one. */
const INLINE_VALUES = 4;

function inList(expr: InListExpr, side: boolean, scope: EmitScope): Code {
  const { operand, list, containment } = expr;
  if (list.kind === "list_literal" && !containment && list.values.length > 0 && list.values.length <= INLINE_VALUES) {
    const value = emitValue(operand, scope);
    // Where it must first be put into a variable, one look-up is plainer.
    if (isRepeatable(operand) && value.level === LEVEL.primary)
      return oneByOne(value, operand.nullable, list.values, side);
  }
  return whereKnown(operands(isStatic(list) ? [operand] : [operand, list], scope), side, ([value, computed]) =>
    emitMembership(expr, part(value), computed, scope),
  );
}

/** `null` equals no value: only "is not in" must ask whether there is one. */
function oneByOne(value: Code, nullable: boolean, values: readonly Scalar[], side: boolean): Code {
  const operator = side ? js`===` : js`!==`;
  const tests = values.map((other) => at(LEVEL.compare, js`${value} ${operator} ${literal(other)}`));
  const present = nullable && !side ? [at(LEVEL.compare, js`${value} !== null`)] : [];
  const parts = [...present, ...tests];
  if (parts.length === 1) return part(parts[0]);
  return side ? join(parts, " || ", LEVEL.or) : join(parts, " && ", LEVEL.and);
}

function textTest(expr: TextTestExpr, side: boolean, scope: EmitScope): Code {
  const { subject, needle, op, anyOf, ignoringCase } = expr;
  const known = operands(anyOf && isStatic(needle) ? [subject] : [subject, needle], scope);
  const fold = (text: Code): Code => (ignoringCase ? js`asciiLower(${text})` : text);
  return whereKnown(known, side, ([text, found]) => {
    if (anyOf) return emitAnyOf(expr, part(text), found, scope);
    const folded = fold(part(text));
    const one =
      needle.kind === "literal" && ignoringCase ? literal(asciiLower(String(needle.value))) : fold(part(found));
    const whole = tight(folded, LEVEL.primary);
    return {
      contains: js`${whole}.includes(${one})`,
      starts_with: js`${whole}.startsWith(${one})`,
      ends_with: js`${whole}.endsWith(${one})`,
    }[op];
  });
}

/** Made once, when the module is loaded. */
function matcher({ pattern, ignoringCase }: MatchesExpr, { data }: EmitScope): Code {
  return data.refer("pattern", { kind: "pattern", pattern, ignoringCase });
}

function isStatic(list: Expr): boolean {
  return list.kind === "list_ref" || list.kind === "list_literal";
}

/** A test that is unknown where an operand is missing. */
function whereKnown({ present, refs }: Operands, side: boolean, test: (refs: readonly Code[]) => Code): Code {
  const result = test(refs);
  return conjunction(present, side ? result : not(result));
}

function conjunction(present: readonly Code[], test: Code): Code {
  if (present.length === 0) return test;
  return join([...present, tight(test, LEVEL.and)], " && ", LEVEL.and);
}

function not(code: Code): Code {
  return at(LEVEL.unary, js`!${tight(code, LEVEL.primary)}`);
}

function part(code: Code | undefined): Code {
  if (code === undefined) throw new Error("invariant: an operand is not there");
  return code;
}
