import { expect, it } from "vitest";
import { meaningOf } from "../format/meaning-of.ts";
import { parseFile } from "./parse-file.ts";

const parse = (text: string) => {
  const { file, diagnostics } = parseFile({ path: "a.tocsin", text });
  expect(diagnostics).toEqual([]);
  return file;
};
/** The value of `const AAA = …`, without places. */
const value = (text: string) => {
  const declaration = parse(`const AAA = ${text}`).declarations[0];
  return declaration?.kind === "const" ? meaningOf(declaration.value) : null;
};
const conditions = (...lines: readonly string[]) => {
  const declaration = parse(`define d_d(x: int) {\n${lines.join("\n")}\n}`).declarations[0];
  return declaration?.kind === "define" ? declaration.body.conditions : [];
};

it("binds from loosest to tightest: or, and, not, comparison, ??, sums, products, minus", () => {
  expect(value("a or b and not c == d ?? e + f * -g")).toEqual(
    value("a or (b and (not (c == (d ?? (e + (f * (-g)))))))"),
  );
});

it("folds chains to the left", () => expect(value("a - b - c")).toEqual(value("(a - b) - c")));

it("reads `not in` as one operator", () => expect(value("a not in [1]")).toMatchObject({ kind: "in", negated: true }));

it("takes any word behind a dot for a field", () =>
  expect(value(".where")).toMatchObject({ kind: "row_field", field: { text: "where" } }));

it("takes upper-case words of the language for names", () =>
  expect(value("[IN, IS, NO, AS, BY, TO]")).toMatchObject({
    elements: [{ name: "IN" }, {}, {}, {}, {}, { name: "TO" }],
  }));

it("reads soft words as names", () =>
  expect(value("rows + last")).toMatchObject({ left: { name: "rows" }, right: { name: "last" } }));

it("ends a condition with its line inside braces", () =>
  expect(conditions("a", "-b", "not c", "(d)", ".e", "[1] contains f")).toHaveLength(6));

it("goes on behind an operator or a joining word, and inside other brackets", () => {
  expect(conditions("a ==", "1", "b in", "[1,", "2]", "count(events", "where .c", ") > 1")).toHaveLength(3);
});

it("takes line breaks inside braces for ends even where brackets surround them", () => {
  expect(conditions("(count(events where any {", ".a", ".b", "}) > 1)")).toHaveLength(1);
});

it("tells IPv6 from a key and its value", () => {
  expect(value("[::1, fe80::a:b, 1:2:3:4:5:6:7:8]")).toMatchObject({
    elements: [{ value: "::1" }, { value: "fe80::a:b" }, { value: "1:2:3:4:5:6:7:8" }],
  });
  const test = parse('test "t" {\n  given { ab: 1, face:2 }\n}').declarations[0];
  expect(test).toMatchObject({ given: { entries: [{ key: { text: "ab" } }, { key: { text: "face" } }] } });
});

it("gives every name its own span, whatever ends the lines", () => {
  const text = 'const AAA = 1\r\n\r\nrule X01 "T" {\r\n  when eip_tor\r\n}\r\n';
  const rule = parse(text).declarations[1];
  expect(rule?.kind === "rule" && text.slice(rule.id.span.start, rule.id.span.end)).toBe("X01");
  const only = rule?.kind === "rule" ? rule.when?.conditions[0] : undefined;
  expect(only !== undefined && text.slice(only.span.start, only.span.end)).toBe("eip_tor");
});

it("reads a boundary table with its outcomes", () => {
  expect(
    parse('test "t" for X05 {\n  | a | expect |\n  | missing | no match |\n  | 3h ago | match |\n}').declarations[0],
  ).toMatchObject({
    rule: { text: "X05" },
    table: {
      columns: [{ text: "a" }],
      rows: [
        { cells: [{ kind: "missing" }], outcome: "no_match" },
        { cells: [{ kind: "ago" }], outcome: "match" },
      ],
    },
  });
});

it("freezes what it gives", () => {
  const file = parse("const AAA = [1]");
  expect(Object.isFrozen(file) && Object.isFrozen(file.declarations) && Object.isFrozen(file.declarations[0])).toBe(
    true,
  );
});

it("reads the deepest nesting that is allowed", () => {
  expect(parse(`const AAA = ${"(".repeat(100)}1${")".repeat(100)}`).declarations).toHaveLength(1);
  expect(parse(`const AAA = a${" or a".repeat(499)}`).declarations).toHaveLength(1);
});
