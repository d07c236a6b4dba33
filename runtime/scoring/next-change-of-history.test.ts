import { expect, it } from "vitest";
import { lower } from "../../compiler/index.ts";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { createNextChange } from "./next-change.ts";

const HOUR = 3_600_000;
const AS_OF = Date.UTC(2026, 10, 20, 12);

/** When time alone may change the answer about a user with events so many hours ago, in hours from now. */
function hoursUntilChange(when: string, ...hoursAgo: readonly number[]): number | null {
  const text = `rule X01 "t" { when ${when} }`;
  const { pack, diagnostics } = checkPack({ files: [{ path: "X01_tested.tocsin", text }], listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  const events = hoursAgo.map((hours) => ({ time: AS_OF - hours * HOUR, type: "account_login" }));
  const context = buildUser({ user: {}, sources: { events } }, AS_OF);
  const next = createNextChange(lower(pack))(context, AS_OF, null);
  return next === null ? null : (next - AS_OF) / HOUR;
}

it.each([
  ["count(events within 24h) > 3"],
  ["share(events within 24h where .type == account_login) >= 50%"],
  ["peak(10m of events within 24h) > 3"],
  ["any event within 24h { .url is new within 90d }"],
  ["sequence of events within 24h spanning 30m {\n step .type == account_login times 2\n}"],
])("is when the oldest row leaves the window of %s", (when) => {
  expect(hoursUntilChange(when, 1, 20, 30)).toBe(4);
});

it.each([
  ["peak(10m of events) > 3"],
  ["any event { .url is new within 90d }"],
  ["any event { .time - .previous.time < 1h }"],
  ["sequence of events spanning 30m {\n step .type == account_login times 2\n}"],
])("is never where only rows are compared with one another: %s", (when) => {
  expect(hoursUntilChange(when, 1, 20, 30)).toBeNull();
});
