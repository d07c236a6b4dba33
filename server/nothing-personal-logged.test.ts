import { expect, it } from "vitest";
import { serverTester } from "./testing/server-tester.ts";

const tester = serverTester({ TOCSIN_LOG: "debug", TOCSIN_METRICS_TOKEN: "leak-metrics-token" });

/** Each is found nowhere but in what was sent. */
const EVENT = {
  userName: "leak-user",
  firstName: "leak-first",
  lastName: "leak-last",
  fullName: "leak-full",
  emailAddress: "leak-mail@leak-domain.example",
  phoneNumber: "+15005550199",
  ipAddress: "203.0.113.199",
  url: "/leak-url?leak-query=1",
  pageTitle: "leak-title",
  httpReferer: "https://leak-referer.example/",
  userAgent: "leak-agent/1.0",
  eventTime: "2026-11-20 10:00:00.000",
};
const NATIVE = { ...EVENT, userName: "leak-native", traceId: "leak-trace", eventTime: "2026-11-20T10:00:00Z" };
const PERSONAL = /leak-|5005550199|203\.0\.113\.199/;

const { database } = tester;
const statuses = async (...asked: readonly Promise<{ readonly status: number }>[]) =>
  (await Promise.all(asked)).map(({ status }) => status);

/** From now on the table refuses rows, with the row in every part of its complaint. */
async function refuseRowsOf(table: string, code: string): Promise<void> {
  await database.pool.query(`
    create or replace function complain_${code}() returns trigger language plpgsql as $$
    begin
      raise exception using errcode = '${code}', message = row_to_json(new)::text, detail = row_to_json(new)::text,
        hint = row_to_json(new)::text, constraint = 'complaint', table = tg_table_name;
    end $$;
    create or replace trigger complain before insert or update on ${table} for each row execute function complain_${code}()`);
}

async function acceptRowsOf(table: string): Promise<void> {
  await database.pool.query(`drop trigger complain on ${table}`);
}

async function sendEverything(cookie: string) {
  const headers = { "api-key": tester.first().apiKey };
  const form = { ...headers, "content-type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams({ value: EVENT.emailAddress }).toString();
  return statuses(
    tester.sendEvent(EVENT),
    tester.sendEvent(EVENT, { "x-request-id": "leak-trace" }),
    tester.sendEvent({ ...EVENT, eventTime: "leak-time" }),
    tester.sendEvent(EVENT, { "api-key": "leak-key" }),
    tester.send("POST", "/api/v1/events?decide=true", { headers, json: { events: [NATIVE] } }),
    tester.send("POST", "/api/v1/events", { headers, json: { events: [{ ...NATIVE, url: 1 }] } }),
    tester.send("POST", "/api/v1/blacklist/search", { headers: form, body }),
    tester.send("GET", "/leak-page?leak-query=1"),
    tester.send("GET", "/api/v1/leak-route/leak-user"),
    tester.send("GET", "/api/v1/users/leak-user?leak-query=1", { cookie }),
    tester.send("GET", "/api/v1/users/leak-nobody", { cookie }),
    tester.send("POST", "/api/v1/session", { json: { email: "leak-mail@leak.example", password: "leak-password" } }),
    tester.send("POST", "/api/v1/lists/alert_emails/entries", { cookie, json: { entries: ["leak-entry@x.example"] } }),
    tester.send("GET", "/metrics", { headers: { authorization: "Bearer leak-metrics-token" } }),
    tester.send("POST", "/api/v1/dry-run", {
      cookie,
      body: '{"leak-body":',
      headers: { "content-type": "application/json" },
    }),
  );
}

it("logs nothing of what was sent while all is well", async () => {
  const cookie = await tester.signIn();
  expect((await sendEverything(cookie)).filter((status) => status >= 500)).toEqual([]);
  const { rows } = await database.pool.query("select from users where name in ('leak-user', 'leak-native')");
  expect(rows).toHaveLength(2);
  expect(tester.log()).not.toMatch(PERSONAL);
});

it.each([
  ["events", "22000"],
  ["user_emails", "23514"],
  ["scores", "P0001"],
  ["list_entries", "23505"],
])("logs of rows that %s refuses (%s) the code and the place, not the rows", async (table, code) => {
  const cookie = await tester.signIn();
  const before = tester.log().length;
  await refuseRowsOf(table, code);
  try {
    await sendEverything(cookie);
    await expect.poll(() => tester.log().slice(before), { timeout: 20_000 }).toContain(`"code":"${code}"`);
  } finally {
    await acceptRowsOf(table);
  }
  expect(tester.log()).not.toMatch(PERSONAL);
});

it("logs of a statement that cannot run its own words, not its parameters", async () => {
  const before = tester.log().length;
  await database.pool.query("alter table emails rename to emails_away");
  try {
    await sendEverything(await tester.signIn());
  } finally {
    await database.pool.query("alter table emails_away rename to emails");
  }
  expect(tester.log().slice(before)).toContain('relation \\"emails\\" does not exist');
  expect(tester.log()).not.toMatch(PERSONAL);
});
