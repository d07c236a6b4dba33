import { beforeAll, expect, it } from "vitest";
import { ConditionRatesAnswer } from "../../api/index.ts";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
let cookie = "";

beforeAll(async () => {
  cookie = await tester.signIn();
  for (const userName of ["anna", "bert", "cleo"]) {
    const fields = { userName, ipAddress: "203.0.113.7", url: "/", eventTime: "2026-11-20 10:00:00" };
    await tester.sendEvent(userName === "anna" ? { ...fields, emailAddress: "anna@example.com" } : fields);
  }
});

const text = `rule X01 "Anna" {
  when {
    user.event_count >= 1
    user.name in ["anna", "bert"]
    user.email.address == "anna@example.com"
  }
}
`;
const ask = (json: object) =>
  tester.send("POST", "/api/v1/dry-run/conditions", {
    cookie,
    json: { rule: "X01", source: { path: "user/X01_anna.tocsin", text }, ...json },
  });

it("says of how many users each condition is true, and of how many it cannot say", async () => {
  const answer = ConditionRatesAnswer.parse((await ask({})).json);
  if (answer.kind !== "rates") throw new Error(JSON.stringify(answer));
  expect(answer.tested).toBe(3);
  expect(answer.conditions.map(({ start, end, ...counts }) => [text.slice(start, end), counts])).toEqual([
    ["user.event_count >= 1", { matched: 3, unknown: 0 }],
    [`user.name in ["anna", "bert"]`, { matched: 2, unknown: 0 }],
    [`user.email.address == "anna@example.com"`, { matched: 1, unknown: 2 }],
  ]);
});

it("has one condition where a rule has one", async () => {
  const one = { path: "user/X01_anna.tocsin", text: `rule X01 "A" { when user.event_count > 5 }` };
  expect((await ask({ source: one })).json).toMatchObject({ conditions: [{ matched: 0, unknown: 0 }] });
});

it("refuses a text with errors, and a rule that is none", async () => {
  const broken = { path: "user/X01_anna.tocsin", text: text.replace("event_count", "events_count") };
  expect((await ask({ source: broken })).json).toMatchObject({ kind: "refused" });
  expect(await ask({ rule: "X99" })).toMatchObject({ status: 404 });
});
