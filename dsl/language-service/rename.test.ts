import { expect, it } from "vitest";
import { applyFix } from "../diagnostics/apply-fix.ts";
import { openMarked } from "./testing/open-marked.ts";

function rename(texts: Parameters<typeof openMarked>[0], name: string) {
  const { service, path, offset, text } = openMarked(texts);
  const result = service.rename(path, offset, name);
  if (result.kind === "refused") return result.reason;
  const files = new Set(result.edits.map(({ span }) => span.file));
  return Object.fromEntries(
    [...files].map((file) => {
      const edits = result.edits.filter(({ span }) => span.file === file);
      return [file, applyFix(text(file), { title: "", edits })];
    }),
  );
}

it("renames in all files, in the text of a reason too", () =>
  expect(
    rename(
      {
        "a.tocsin": "attribute ip_to|tal : int = user.ip_count\n",
        "b.tocsin": 'rule X01 "t" {\n  because "{ip_total} addresses"\n  when ip_total > 3\n}\n',
      },
      "address_total",
    ),
  ).toEqual({
    "a.tocsin": "attribute address_total : int = user.ip_count\n",
    "b.tocsin": 'rule X01 "t" {\n  because "{address_total} addresses"\n  when address_total > 3\n}\n',
  }));

it("renames a parameter in its define alone", () =>
  expect(rename("define f(n: int) { |n > 3 }\ndefine g(n: int) { n > 4 }", "most")).toEqual({
    "a.tocsin": "define f(most: int) { most > 3 }\ndefine g(n: int) { n > 4 }",
  }));

it("leaves a pack that means the same", () => {
  const marked =
    'const MO|ST = 3\nattribute total : int = MOST + 1\nrule X01 "t" {\n  because "b"\n  when total > MOST\n}\n';
  const { service, path, offset, text } = openMarked({ "X01.tocsin": marked });
  const codes = () => service.diagnostics(path).map(({ code }) => code);
  expect(codes()).toEqual(["TC0602", "TC0602"]);
  const result = service.rename(path, offset, "LIMIT");
  const edits = result.kind === "edits" ? result.edits : [];
  expect(edits).toHaveLength(3);
  service.update(path, applyFix(text(path), { title: "", edits }));
  expect(codes()).toEqual(["TC0602", "TC0602"]);
});

it.each([
  ["attribute a|ge : int = 3", "Age", "`Age`"],
  ["attribute a|ge : int = 3\nattribute other : int = 3", "other", "`other` is declared already"],
  ["attribute a|ge : int = 3", "length", "`length`"],
  ["attribute a|ge : int = 3", "where", "`where` is a word of the language"],
  ["attribute a|ge : int = 3", "page_view", "`page_view` is also a member of `event_type`"],
  ["const MO|ST = 3", "most", "`most`"],
  ["attribute a|ge : int = 3\ndefine f(n: int) { n > age }", "n", "`n` is a parameter or a row"],
  ['rule X01 "t" { when len|gth(user.name) > 3 }', "size", "nothing is declared here"],
  ['rule |X01 "t" { when true }', "x1", "`x1`"],
])("refuses to rename in %j to %s", (text, name, reason) => expect(rename(text, name)).toContain(reason));

it("says what a rename would change, before there is a new name", () => {
  const { service, path, offset, show } = openMarked("attribute a|ge : int = 3");
  const span = service.renameSpan(path, offset);
  expect(span && show(span)).toBe("a.tocsin:1 age");
  expect(openMarked("# |a").service.renameSpan("a.tocsin", 2)).toBeNull();
});
