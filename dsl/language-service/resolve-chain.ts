import { enumMembers, fieldSpec, fieldType, isEnumName } from "../types/field-type.ts";
import type { EnumName } from "../types/enumerations.ts";
import type { FieldSpec, SourceName } from "../types/sources.ts";
import type { ValueType } from "../types/type.ts";
import type { Locals } from "./locals-at.ts";

/** What a chain such as `e.ip` or `.device` stands for. */
export type Chain =
  | { readonly kind: "row"; readonly source: SourceName }
  | { readonly kind: "enumeration"; readonly name: EnumName }
  | { readonly kind: "field"; readonly source: SourceName; readonly spec: FieldSpec; readonly type: ValueType };

/** `steps` are the words between the dots; the first is empty for `.f`. Null when the chain names nothing known. */
export function resolveChain(steps: readonly string[], locals: Locals): Chain | null {
  const [head = "", ...fields] = steps;
  let at = resolveHead(head, locals);
  for (const field of fields) {
    if (at === null) return null;
    at = step(at, field);
  }
  return at;
}

function resolveHead(head: string, { innermost, rows }: Locals): Chain | null {
  if (head === "") return innermost === null ? null : { kind: "row", source: innermost };
  if (head === "user") return { kind: "row", source: "user" };
  const source = rows.get(head);
  if (source !== undefined) return { kind: "row", source };
  return isEnumName(head) ? { kind: "enumeration", name: head } : null;
}

function step(at: Chain, field: string): Chain | null {
  if (at.kind === "enumeration") return enumMembers(at.name).includes(field) ? at : null;
  const source = at.kind === "row" ? at.source : at.type.type.kind === "row" ? at.type.type.source : null;
  if (source === null) return null;
  const spec = fieldSpec(source, field);
  const type = fieldType(source, field);
  return spec === null || type === null ? null : { kind: "field", source, spec, type };
}

/** The row whose fields may follow; null when none may. */
export function rowOfChain(chain: Chain | null): SourceName | null {
  if (chain?.kind === "row") return chain.source;
  return chain?.kind === "field" && chain.type.type.kind === "row" ? chain.type.type.source : null;
}

/** The chain of words and dots that ends at the offset, with the word being typed last: `["", "ip", "coun"]`. */
export function chainBefore(text: string, offset: number): readonly string[] {
  const match = /(?:[A-Za-z_][A-Za-z0-9_]*)?(?:\.[A-Za-z_][A-Za-z0-9_]*)*\.?$/.exec(
    text.slice(Math.max(0, offset - 200), offset),
  );
  return (match?.[0] ?? "").split(".");
}
