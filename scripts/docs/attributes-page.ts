import type { AttributeDecl, SourceFile } from "../../dsl/ast/declaration.ts";
import { typeRefText } from "../../dsl/language-service/describe-symbol.ts";
import { code, page, tableOf, type Page } from "./page.ts";

/** The attributes of the built-in pack, a section a file. */
export function attributesPage(files: readonly SourceFile[]): Page {
  return page(
    "attributes.md",
    "# Attributes of the built-in pack",
    "Named values of the user that every rule may read. How each is made stands in its file; a hover in the editor shows it. [Where each is read and tested](../rules/attributes-and-tests.md), [names of the reference system](../rules/reference-names.md).",
    ...files.flatMap((file) => {
      const attributes = file.declarations.filter((each): each is AttributeDecl => each.kind === "attribute");
      if (attributes.length === 0) return [];
      const rows = attributes.map(({ name, type, doc }) => [code(name.text), code(typeRefText(type)), doc ?? ""]);
      return [`## ${file.span.file}`, tableOf(["attribute", "type", "meaning"], rows)];
    }),
  );
}
