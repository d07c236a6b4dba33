import type { TypeRef } from "../ast/declaration.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { ENUMERATIONS } from "../types/enumerations.ts";
import { elementType } from "../types/field-type.ts";
import { rowSources, rowWordOf, sourceOfRowWord } from "../types/row-words.ts";
import { SCALAR_TYPES, type ElementType, type ValueType } from "../types/type.ts";
import { FOREIGN_TYPES } from "./foreign-names.ts";
import { suggestionFix } from "./suggestion-fix.ts";

type Report = (diagnostic: Diagnostic) => void;

const ELEMENTS = [...SCALAR_TYPES, ...Object.keys(ENUMERATIONS)];

/** What an attribute may be: an element or a list of them. */
export function resolveValueType(ref: TypeRef, report: Report): ValueType | null {
  if (ref.name.text !== "list") {
    const type = resolveElement(ref, ["list"], report);
    return type === null ? null : { type, optional: ref.optional };
  }
  const element = onlyArgument(ref, report);
  if (element === null) return null;
  if (ref.optional)
    report(diagnostic("TC0219", ref.span, { type: "list<…>?", where: "anywhere: a list may be empty, never missing" }));
  return { type: { kind: "list", element }, optional: false };
}

/** The element type of `list<T>`. */
export function resolveListType(ref: TypeRef, report: Report): ElementType | null {
  if (ref.name.text === "list") return onlyArgument(ref, report);
  if (ref.name.text !== "") report(diagnostic("TC0201", ref.span, { expected: "list<…>", found: ref.name.text }));
  return null;
}

/** Key and value type of `map<K, V>`. */
export function resolveMapType(ref: TypeRef, report: Report): { key: ElementType; value: ElementType } | null {
  const [keyRef, valueRef] = ref.args;
  if (ref.name.text !== "map" || ref.args.length !== 2 || keyRef === undefined || valueRef === undefined) {
    if (ref.name.text !== "") report(diagnostic("TC0201", ref.span, { expected: "map<…, …>", found: ref.name.text }));
    return null;
  }
  const key = elementOf(keyRef, report);
  const value = elementOf(valueRef, report);
  return key === null || value === null ? null : { key, value };
}

/** A parameter of a `define`: a row word means a row (`ip` too), any other type a value of it. */
export function resolveParamType(ref: TypeRef, report: Report): ValueType | null {
  const source = sourceOfRowWord(ref.name.text);
  if (source !== null && ref.args.length === 0) return { type: { kind: "row", source }, optional: ref.optional };
  const type = resolveElement(ref, rowSources().map(rowWordOf), report);
  return type === null ? null : { type, optional: ref.optional };
}

function onlyArgument(ref: TypeRef, report: Report): ElementType | null {
  const [element] = ref.args;
  if (element !== undefined && ref.args.length === 1) return elementOf(element, report);
  report(
    diagnostic("TC0206", ref.span, {
      name: "list",
      expected: "one type such as `list<string>`",
      found: ref.args.length,
    }),
  );
  return null;
}

function elementOf(ref: TypeRef, report: Report): ElementType | null {
  const element = resolveElement(ref, [], report);
  if (element !== null && ref.optional) {
    report(
      diagnostic("TC0219", ref.span, {
        type: `${ref.name.text}?`,
        where: "in a list or map: they hold no missing values",
      }),
    );
  }
  return element;
}

function resolveElement(ref: TypeRef, alsoKnown: readonly string[], report: Report): ElementType | null {
  const name = ref.name.text;
  const element = elementType(name);
  if (element !== null && ref.args.length === 0) return element;
  if (element !== null) report(diagnostic("TC0206", ref.span, { name, expected: "no types", found: ref.args.length }));
  else if (name !== "") {
    const suggestion = FOREIGN_TYPES.get(name.toLowerCase()) ?? suggest(name, [...ELEMENTS, ...alsoKnown]);
    report(
      diagnostic("TC0107", ref.name.span, { name, suggestion }, { fixes: suggestionFix(ref.name.span, suggestion) }),
    );
  }
  return null;
}
