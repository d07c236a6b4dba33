import { expect, it } from "vitest";
import { checkPack } from "../checks/check-pack.ts";
import { packCosts } from "./pack-costs.ts";

function costOf(when: string, declarations = "") {
  const text = `${declarations}\nrule X01 "One" {\nwhen {\n${when}\n}\n}\n`;
  const { pack, diagnostics } = checkPack({ files: [{ path: "X01_one.tocsin", text }], listFiles: new Map() });
  if (pack === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return packCosts(pack).get("X01");
}

it("is constant where nothing is read", () =>
  expect(costOf("1 == 1")).toEqual({ class: "constant", rowVisits: 0, steps: 3 }));

it("reads the user's own row", () =>
  expect(costOf("user.event_count > 9")).toEqual({ class: "profile", rowVisits: 0, steps: 3 }));

it("is rows × the work of a row, and what compares the result", () =>
  expect(costOf("count(events last 25 where .http_code == 403) > 3")).toEqual({
    class: "rows",
    rowVisits: 25,
    // 25 × (the row, ==, .http_code, 403), then >, the count and 3
    steps: 25 * 4 + 3,
  }));

it("looks at all rows a source may show where nothing limits them", () =>
  expect(costOf("any ip { .tor }")).toEqual({ class: "rows", rowVisits: 1_000, steps: 1_000 * 3 + 1 }));

it("adds rows that are tied to other rows instead of multiplying them", () =>
  expect(costOf("any event as e last 25 { count(ips where .country == e.ip.country) == 1 }")).toEqual({
    class: "tied rows",
    rowVisits: 25 + 1_000,
    // inner rows: the row and its key; outer rows: the row, ==, the looked-up count, its key, 1
    steps: 1_000 * 2 + 25 * 5 + 1,
  }));

const ATTRIBUTE = "attribute refused : int = count(events last 10 where .http_code == 403)";

it("counts an attribute once, however often it is read", () =>
  expect(costOf("refused > 3\nrefused < 9", ATTRIBUTE)).toEqual({
    class: "rows",
    rowVisits: 10,
    steps: 10 * 4 + 1 + 2 * 3 + 1,
  }));

it("grows with what an exception looks at", () => {
  const text = 'rule X01 "One" {\nwhen user.event_count > 9\nexcept any device last 5 { .bot }\n}\n';
  const { pack } = checkPack({ files: [{ path: "X01_one.tocsin", text }], listFiles: new Map() });
  expect(pack && packCosts(pack).get("X01")).toEqual({ class: "rows", rowVisits: 5, steps: 3 + 5 * 3 + 1 });
});
