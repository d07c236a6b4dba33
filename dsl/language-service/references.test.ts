import { expect, it } from "vitest";
import { openMarked } from "./testing/open-marked.ts";

function references(texts: Parameters<typeof openMarked>[0]): readonly string[] {
  const { service, path, offset, show } = openMarked(texts);
  return service.references(path, offset).map(show);
}

it("finds every use in every file, from the declaration or from a use", () => {
  const files = {
    "a.tocsin": "attribute ip_total : int = user.ip_count\nattribute crowded : bool = ip_total > 9\n",
    "b.tocsin": 'rule X01 "t" {\n  because "{ip_total} addresses"\n  when ip_total > 3\n}\n',
    "c.tocsin": 'test "t" {\n  given { ip_total: 4 }\n  expect X01 match\n}\n',
    "d.tocsin": 'test "u" for X01 {\n  | ip_total | expect |\n  | 4        | match  |\n}\n',
  };
  const everywhere = ["a.tocsin:1", "a.tocsin:2", "b.tocsin:2", "b.tocsin:3", "c.tocsin:2"].map(
    (at) => `${at} ip_total`,
  );
  const { "d.tocsin": table, ...others } = files;
  const marked = { ...others, "b.tocsin": files["b.tocsin"].replace("when ip_total", "when ip_|total") };
  expect(references(marked)).toEqual(everywhere);
  // The columns of a table stand between bars themselves: it comes in without a mark.
  const { service } = openMarked(marked);
  service.update("d.tocsin", table);
  const spans = service.references("a.tocsin", "attribute ip".length);
  expect(spans.map(({ file }) => file)).toEqual([
    ...everywhere.map((place) => place.slice(0, "a.tocsin".length)),
    "d.tocsin",
  ]);
});

it("keeps locals of one name apart", () =>
  expect(references("define f(n: int) { n| > 3 }\ndefine g(n: int) { n > 4 }")).toEqual([
    "a.tocsin:1 n",
    "a.tocsin:1 n",
  ]));

it("does not take a field for a name", () =>
  expect(
    references(
      'attribute url : int = 3\nrule X01 "t" {\n  when {\n    any event { .url contains "a" }\n    u|rl > 2\n  }\n}',
    ),
  ).toEqual(["a.tocsin:1 url", "a.tocsin:5 url"]));

it("finds a rule in presets and tests", () =>
  expect(
    references('rule X|01 "t" { when true }\npreset p "P" {\n  X01 high\n}\ntest "t" {\n  expect X01 match\n}'),
  ).toEqual(["a.tocsin:1 X01", "a.tocsin:3 X01", "a.tocsin:6 X01"]));
