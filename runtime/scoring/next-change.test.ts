import { expect, it } from "vitest";
import { lower } from "../../compiler/plan/lower.ts";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { createNextChange } from "./next-change.ts";

const AS_OF = Date.UTC(2026, 2, 1, 12);
const DAY = 86_400_000;

/** When a user without rows is judged again because of time alone. */
function next(rule: string, asOf = AS_OF): number | null {
  const { pack } = checkPack({
    files: [{ path: "X01_a.tocsin", text: `rule X01 "t" {\n${rule}\n}\n` }],
    listFiles: new Map(),
  });
  if (pack === null) throw new Error("the rule has an error");
  return createNextChange(lower(pack))(buildUser({ user: {}, sources: {} }, asOf), asOf, null);
}

it("never comes where nothing depends on time", () => expect(next("when user.ip_count > 3")).toBeNull());

it("comes at midnight where days are counted", () =>
  expect(next("when days_since(user.created) > 3")).toBe(Date.UTC(2026, 2, 2)));

it("comes when an exception ends, behind its last day", () => {
  const rule = (until: string) => `when user.ip_count > 3\nexcept until ${until} { user.anonymous }`;
  expect(next(rule("2026-03-01"))).toBe(Date.UTC(2026, 2, 2));
  expect(next(rule("2026-12-31"))).toBe(Date.UTC(2027, 0, 1));
  expect(next(rule("2026-02-28"))).toBeNull();
  expect(next(rule("2026-03-01"), Date.UTC(2026, 2, 2) - 1)).toBe(Date.UTC(2026, 2, 2) - 1 + 60_000);
});

it("takes the first of several ends", () =>
  expect(
    next("when user.ip_count > 3\nexcept until 2026-12-31 user.anonymous\nexcept until 2026-03-10 user.blacklisted"),
  ).toBe(Date.UTC(2026, 2, 10) + DAY));
