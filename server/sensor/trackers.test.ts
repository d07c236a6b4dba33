import { expect, it } from "vitest";
import { createApiKey } from "../../runtime/index.ts";
import { allIsStored } from "../testing/all-is-stored.ts";
import { readStored } from "../testing/read-stored.ts";
import { serverTester } from "../testing/server-tester.ts";

// What the reference system's trackers put on the wire, as their requests were read: every field that they always send, empty
// where the application set nothing; times in UTC with milliseconds; nested values as each library writes them.

const tester = serverTester();

const TIME = "eventTime=2026-11-20%2010%3A00%3A00.125";
const TIME_PLUS = "eventTime=2026-11-20+10%3A00%3A00.125";
const NOTHING_SET = "userAgent=&browserLanguage=&httpMethod=&httpReferer=";
const ALWAYS = {
  userName: "anna",
  eventTime: "2026-11-20 10:00:00.125",
  ipAddress: "85.10.20.30",
  url: "/account",
  eventType: "page_view",
};
const SHOES = { fieldId: "q", value: "shoes" };
const CHANGE = { field_id: "iban", field_name: "IBAN", old_value: "A", new_value: "B" };

interface Case {
  readonly body: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly messages?: readonly string[];
}

const NODE = `userName=anna&${TIME}&ipAddress=85.10.20.30&${NOTHING_SET}&url=%2Faccount`;
const PYTHON = `userName=anna&${TIME_PLUS}&ipAddress=85.10.20.30&url=%2Faccount`;
const PHP = `userName=anna&${TIME_PLUS}&ipAddress=85.10.20.30&userAgent=&browserLanguage=&httpMethod=GET&httpReferer=&url=%2Faccount`;

const CASES: Readonly<Record<string, Case>> = {
  "a view, from Node": { body: `${NODE}&eventType=page_view`, event: ALWAYS },
  "a search, from Node": {
    body: `${NODE}&eventType=page_search&payload%5Bfield_id%5D=q&payload%5Bvalue%5D=shoes`,
    event: { ...ALWAYS, eventType: "page_search", payload: SHOES },
  },
  "a list of one search, from Node": {
    body: `${NODE}&eventType=page_search&payload%5B0%5D%5Bfield_id%5D=q&payload%5B0%5D%5Bvalue%5D=shoes`,
    event: { ...ALWAYS, eventType: "page_search", payload: SHOES },
  },
  "an edit, from Node": {
    body: `${NODE}&eventType=field_edit&fieldHistory%5B0%5D%5Bfield_id%5D=iban&fieldHistory%5B0%5D%5Bnew_value%5D=B&fieldHistory%5B0%5D%5Bfield_name%5D=IBAN&fieldHistory%5B0%5D%5Bold_value%5D=A`,
    event: { ...ALWAYS, eventType: "field_edit", fieldHistory: [CHANGE] },
  },
  "a view, from Python": { body: `${PYTHON}&eventType=page_view`, event: ALWAYS },
  "a failed login, from Python": {
    body: `${PYTHON}&emailAddress=anna%40berg.example.com&eventType=account_login_fail&httpCode=401`,
    event: { ...ALWAYS, eventType: "account_login_fail", httpCode: 401, emailAddress: "anna@berg.example.com" },
  },
  "an e-mail change as JSON text, from Python": {
    body: `${PYTHON}&eventType=account_email_change&payload=%7B%22new_value%22%3A+%22n%40berg.example.com%22%2C+%22old_value%22%3A+%22o%40berg.example.com%22%7D`,
    event: {
      ...ALWAYS,
      eventType: "account_email_change",
      payload: { newValue: "n@berg.example.com", oldValue: "o@berg.example.com" },
    },
  },
  // Its library writes the names of a dictionary and leaves the values at home.
  "a search of which only names were sent, from Python": {
    body: `${PYTHON}&eventType=page_search&payload=field_id&payload=value`,
    event: { ...ALWAYS, eventType: "page_search" },
    messages: ["payload validation error on `null`"],
  },
  "an edit of which only names were sent, from Python": {
    body: `${PYTHON}&eventType=field_edit&fieldHistory=field_id&fieldHistory=new_value`,
    event: { ...ALWAYS, eventType: "field_edit" },
    messages: ["fieldHistory validation error on `null`"],
  },
  "a visitor, from PHP": {
    body: PHP.replace("userName=anna", "userName=85.10.20.%2A").concat("&eventType=page_view"),
    event: { ...ALWAYS, userName: "85.10.20.*", httpMethod: "GET" },
  },
  "a visitor with IPv6, from PHP": {
    body: PHP.replace("userName=anna", "userName=2a02%3A6b8%3A%3A%2A").replace("85.10.20.30", "2a02%3A6b8%3A%3A2"),
    event: { ...ALWAYS, userName: "2a02:6b8::*", ipAddress: "2a02:6b8::2", httpMethod: "GET" },
  },
  "an edit, from PHP": {
    body: `${PHP}&eventType=field_edit&fieldHistory%5B0%5D%5Bfield_id%5D=iban&fieldHistory%5B0%5D%5Bfield_name%5D=IBAN&fieldHistory%5B0%5D%5Bold_value%5D=A&fieldHistory%5B0%5D%5Bnew_value%5D=B`,
    event: { ...ALWAYS, eventType: "field_edit", httpMethod: "GET", fieldHistory: [CHANGE] },
  },
  "an edit as JSON text, from PHP": {
    body: `${PHP}&eventType=field_edit&fieldHistory=${encodeURIComponent(JSON.stringify([CHANGE]))}`,
    event: { ...ALWAYS, eventType: "field_edit", httpMethod: "GET", fieldHistory: [CHANGE] },
  },
  "an edit of one field without its values, from PHP": {
    body: `${PHP}&eventType=field_edit&fieldHistory%5B0%5D%5Bfield_id%5D=iban`,
    event: {
      ...ALWAYS,
      eventType: "field_edit",
      httpMethod: "GET",
      fieldHistory: [{ field_id: "iban", new_value: "unknown" }],
    },
    messages: ['fieldHistory validation error on `[{"field_id":"iban"}]`'],
  },
};

it("takes what the reference system's trackers send, whole", async () => {
  const { rows } = await tester.database.pool.query<{ app_id: number }>("select app_id from apps");
  const names = new Map<number, string>();
  for (const [name, { body }] of Object.entries(CASES)) {
    const app = { appId: rows[0]?.app_id ?? 0, name, rateLimit: null };
    const { key, id } = await createApiKey(tester.server().store, app);
    names.set(id, name);
    // Any 2xx is success to them; they read no body.
    const headers = { "Api-Key": key, "Content-Type": "application/x-www-form-urlencoded" };
    expect(await tester.send("POST", "/sensor/", { headers, body }), name).toMatchObject({ status: 200 });
  }
  await allIsStored(tester.database.pool);
  const stored = await readStored(tester.database.pool);
  const found = [...stored].map(([keyId, request]) => [names.get(keyId), request]);
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.entries(CASES).map(([name, { event, messages = [] }]) => [name, { event, messages }])),
  );
});
