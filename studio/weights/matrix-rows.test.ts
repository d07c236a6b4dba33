import { expect, it } from "vitest";
import { matrixRows, nextMatrixSorting, type MatrixFilter, type MatrixSorting } from "./matrix-rows.ts";

const rules = [
  { id: "A01", title: "Many logins", tags: ["login"], category: "A" },
  { id: "B02", title: "Password changed", tags: [], category: "B" },
  { id: "B03", title: "E-mail changed", tags: [], category: "B" },
] as const;
const data = {
  stored: { A01: 20, B02: 10 },
  draft: { A01: 20, B02: 70 },
  matching: { B03: 4, A01: 9 },
  presets: new Map([["mine", { B03: 70 }]]),
};
const all: MatrixFilter = { query: "", category: null, changedOnly: false };
const byId: MatrixSorting = { column: "id", descending: false };
const ids = (filter: Partial<MatrixFilter>, sorting = byId) =>
  matrixRows(rules, data, { ...all, ...filter }, sorting).map(({ id }) => id);

it("filters by words of id, title, category and tags", () => {
  expect(ids({ query: "b0 changed" })).toEqual(["B02", "B03"]);
  expect(ids({ query: "takeover" })).toEqual(["A01"]);
  expect(ids({ query: "LOGIN" })).toEqual(["A01"]);
  expect(ids({ category: "B" })).toEqual(["B02", "B03"]);
});

it("filters by what the draft changes", () => expect(ids({ changedOnly: true })).toEqual(["B02"]));

it("sorts by every column, ties by id", () => {
  expect(ids({}, { column: "id", descending: true })).toEqual(["B03", "B02", "A01"]);
  expect(ids({}, { column: "draft", descending: true })).toEqual(["B02", "A01", "B03"]);
  expect(ids({}, { column: "stored", descending: false })).toEqual(["B03", "B02", "A01"]);
  expect(ids({}, { column: "matching", descending: true })).toEqual(["A01", "B03", "B02"]);
  expect(ids({}, { column: "preset mine", descending: true })).toEqual(["B03", "A01", "B02"]);
});

it("turns around the column that is sorted by, and begins another with what weighs most", () => {
  expect(nextMatrixSorting(byId, "id")).toEqual({ column: "id", descending: true });
  expect(nextMatrixSorting(byId, "draft")).toEqual({ column: "draft", descending: true });
});
