import type { Declaration, SourceFile } from "../ast/declaration.ts";
import type { Name, Span } from "../ast/node.ts";
import { typeRefText } from "./describe-symbol.ts";

/** An entry of a file's outline. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: Declaration["kind"];
  readonly span: Span;
  /** The word to put the caret on. */
  readonly selection: Span;
}

/** The declarations of a file, in their order. */
export function documentSymbols({ declarations }: SourceFile): readonly DocumentSymbol[] {
  return declarations.map((declaration) => {
    const { name, detail } = headOf(declaration);
    const { kind, span } = declaration;
    // an editor refuses an entry without a name; recovery may have left one
    const shown = name.text === "" ? kind : name.text;
    return { name: shown, detail, kind, span, selection: name.span };
  });
}

function headOf(declaration: Declaration): { readonly name: Name; readonly detail: string } {
  switch (declaration.kind) {
    case "rule":
      return { name: declaration.id, detail: declaration.title };
    case "preset":
      return { name: declaration.name, detail: declaration.title };
    case "test": {
      const { title, span } = declaration;
      const word = { ...span, end: Math.min(span.end, span.start + "test".length) };
      return { name: { text: title, span: word }, detail: declaration.rule?.text ?? "" };
    }
    case "define": {
      const params = declaration.params.map(({ name, type }) => `${name.text}: ${typeRefText(type)}`);
      return { name: declaration.name, detail: `(${params.join(", ")})` };
    }
    case "const":
      return { name: declaration.name, detail: declaration.doc ?? "" };
    case "fixture":
      return { name: declaration.name, detail: "" };
    case "extend":
      return { name: declaration.name, detail: "more entries" };
    case "override":
      return { name: declaration.name, detail: "another value" };
    case "attribute":
    case "list":
    case "map":
      return { name: declaration.name, detail: typeRefText(declaration.type) };
  }
}
