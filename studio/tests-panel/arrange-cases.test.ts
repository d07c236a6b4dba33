import { expect, it } from "vitest";
import type { TestCase } from "../../api/index.ts";
import { arrangeCases } from "./arrange-cases.ts";

const one = (title: string, start: number, status: TestCase["status"]): TestCase => {
  const span = { file: "X01.tocsin", start, end: start + 1 };
  return { title, test: span, span, status, expectations: [], attributes: {}, milliseconds: 1 };
};

it("puts what is not as expected first, and keeps the order of the file", () => {
  const arranged = arrangeCases([
    one("a", 1, "passed"),
    one("b", 2, "failed"),
    one("c", 3, "passed"),
    one("d", 4, "differs"),
    one("e", 5, "failed"),
  ]);
  expect(arranged.map(({ title }) => title)).toEqual(["d", "b", "e", "a", "c"]);
});

it("takes the rows of a table for one test, which fails with one of them", () => {
  expect(arrangeCases([one("table", 1, "passed"), one("table", 1, "failed")])).toMatchObject([
    { title: "table", status: "failed", cases: [{ status: "passed" }, { status: "failed" }] },
  ]);
});
