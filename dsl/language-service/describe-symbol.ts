import type { AttributeDecl, TypeRef } from "../ast/declaration.ts";
import type { NodeBase, Span } from "../ast/node.ts";
import type { NamedDecl } from "../binder/symbols.ts";
import type { Candidate } from "./completion.ts";

/** A declared name with its type, documentation and definition, for completion and hover. */
export function describeSymbol(declaration: NamedDecl, text: (span: Span) => string): Candidate {
  const label = declaration.name.text;
  const doc = declaration.doc ?? "";
  switch (declaration.kind) {
    case "const":
      return { label, kind: "constant", detail: `= ${text(declaration.value.span)}`, doc };
    case "list":
      return { label, kind: "list", detail: typeRefText(declaration.type), doc };
    case "map":
      return { label, kind: "map", detail: typeRefText(declaration.type), doc, insert: `${label}[` };
    case "attribute":
      return { label, kind: "attribute", detail: typeRefText(declaration.type), doc };
    case "define": {
      const params = declaration.params.map(({ name, type }) => `${name.text}: ${typeRefText(type)}`).join(", ");
      return { label, kind: "define", detail: `(${params})`, doc, insert: `${label}(` };
    }
  }
}

/** The definition as hover shows it: short ones whole. */
export function definitionText(declaration: NodeBase, text: (span: Span) => string): string {
  const whole = text(declaration.span).trim();
  return whole.length <= 600 ? whole : `${whole.slice(0, 600)}…`;
}

export function typeRefText({ name, args, optional }: TypeRef | AttributeDecl["type"]): string {
  const inner = args.length === 0 ? "" : `<${args.map(typeRefText).join(", ")}>`;
  return `${name.text}${inner}${optional ? "?" : ""}`;
}
