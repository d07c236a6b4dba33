import { beforeAll, expect, it } from "vitest";
import { ExplainAnswer, type Explanation } from "../../api/index.ts";
import { serverTester, type SendOptions } from "../testing/server-tester.ts";

const tester = serverTester({ TOCSIN_PRESET: "default" });
let cookie = "";
const ask = (method: string, path: string, options: SendOptions = {}) =>
  tester.send(method, path, { cookie, ...options });

const source = {
  path: "user/X01_events.tocsin",
  text: 'rule X01 "Events" {\n  because "{ea_total_visit} events"\n  when {\n    user.event_count > 4\n    any ip { .tor }\n  }\n}\n',
};
const post = (json: object, user = "anna") => ask("POST", `/api/v1/users/${user}/explain`, { json });

function explanationOf(json: unknown): Explanation {
  const answer = ExplainAnswer.parse(json);
  if (answer.kind === "refused") throw new Error(JSON.stringify(answer.diagnostics));
  return answer.explanation;
}

beforeAll(async () => {
  cookie = await tester.signIn();
  for (const url of ["/a", "/b"]) {
    const fields = { userName: "anna", ipAddress: "203.0.113.7", url, eventTime: "2026-11-20 10:00:00" };
    const { status } = await tester.sendEvent(fields);
    if (status !== 200) throw new Error(`the sensor answered ${status}`);
  }
  await tester.database.pool.query("insert into apps (name, preset) values ('other', 'default')");
});

it("explains a rule of the pack about a stored user", async () => {
  const { status, json } = await ask("GET", "/api/v1/users/anna/explain?rule=I01");
  expect(status).toBe(200);
  const explanation = explanationOf(json);
  expect(explanation).toMatchObject({ version: 1, rule: { id: "I01" }, why: null });
  expect(explanation.outcome).not.toBe("match");
  expect(explanation.nearestMiss?.sets.length).toBeGreaterThan(0);
  expect(explanation.when.span?.file).toMatch(/I01_.*\.tocsin$/);
});

it("explains a rule as it stands in the editor", async () => {
  const { status, json } = await post({ rule: "X01", source });
  expect(status).toBe(200);
  const explanation = explanationOf(json);
  expect(explanation.because).toBe("2 events");
  expect(explanation.nearestMiss).toMatchObject({ conditions: 2, complete: true });
  expect(explanation.nearestMiss?.leaves[0]).toMatchObject({
    subject: "user.event_count",
    actual: 2,
    needed: "> 4",
    truth: false,
  });
  expect(explanation.currentFields).toEqual(["ips.tor", "user.event_count"]);
});

it("shows what is wrong with a text instead of explaining it", async () => {
  const wrong = { ...source, text: source.text.replace("> 4", "> four") };
  expect(await post({ rule: "X01", source: wrong })).toMatchObject({
    status: 200,
    json: { kind: "refused", diagnostics: [{ severity: "error", span: { file: source.path } }] },
  });
});

it("judges at a past moment", async () => {
  const { json } = await post({ rule: "X01", source, asOf: "2026-11-20T10:00:00.000Z" });
  expect(explanationOf(json).asOf).toBe("2026-11-20T10:00:00.000Z");
});

it.each([
  ["an unknown rule", { rule: "X99" }, "anna", "There is no such rule in the pack"],
  ["an unknown user", { rule: "I01" }, "nobody", "There is no such user"],
  [
    "a user that was not there yet",
    { rule: "I01", asOf: "2026-11-20T09:59:59.999Z" },
    "anna",
    "The user was first seen later, at 2026-11-20T10:00:00.000Z",
  ],
])("answers %s with 404", async (_, json, user, message) =>
  expect(await post(json, user)).toMatchObject({ status: 404, json: { code: "not_found", message } }),
);

it("does not read users of another app", async () =>
  expect(await ask("GET", "/api/v1/users/anna/explain?rule=I01&app=other")).toMatchObject({
    status: 404,
    json: { message: "There is no such user" },
  }));

it("refuses who is not signed in", async () =>
  expect(await tester.send("GET", "/api/v1/users/anna/explain?rule=I01")).toMatchObject({
    status: 401,
    json: { code: "not_signed_in" },
  }));

it("refuses a moment that is none", async () =>
  expect(await ask("GET", "/api/v1/users/anna/explain?rule=I01&asOf=yesterday")).toMatchObject({ status: 400 }));

it("judges by what operators put on runtime lists", async () => {
  const watched = {
    path: "user/X02_watched.tocsin",
    text: 'rule X02 "Watched" {\n  when any email { .address in alert_emails }\n}\n',
  };
  const fields = { userName: "eva", emailAddress: "eva@example.com", url: "/", eventTime: "2026-11-20 10:00:00" };
  await tester.sendEvent({ ...fields, ipAddress: "203.0.113.9" });
  const outcome = async () => explanationOf((await post({ rule: "X02", source: watched }, "eva")).json).outcome;
  expect(await outcome()).toBe("no_match");
  await ask("POST", "/api/v1/lists/alert_emails/entries", { json: { entries: ["eva@example.com"] } });
  expect(await outcome()).toBe("match");
});

it("tells a dry-run about the past what it read as it is now", async () => {
  const dryRun = (more: object) => ask("POST", "/api/v1/dry-run", { json: { rule: "X01", source, ...more } });
  expect((await dryRun({ asOf: "2026-11-20T10:00:00.000Z" })).json).toMatchObject({
    asOf: "2026-11-20T10:00:00.000Z",
    currentFields: ["ips.tor", "user.event_count"],
  });
  expect((await dryRun({})).json).toMatchObject({ currentFields: [] });
});
