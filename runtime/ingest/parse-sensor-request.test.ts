import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Accepted } from "./accepted-event.ts";
import { parseSensorRequest } from "./parse-sensor-request.ts";
import { SENSOR_FIELDS } from "./raw-fields.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const LEAST = { userName: "anna", ipAddress: "85.10.20.30", url: "/app", eventTime: "2026-11-20 10:00:00.000" };

function accept(fields: Record<string, unknown>): Accepted {
  const result = parseSensorRequest({ ...LEAST, ...fields }, { now: NOW });
  if (result.kind !== "accepted") throw new Error(result.message);
  return result;
}
const messages = (fields: Record<string, unknown>) => accept(fields).corrections.map(({ message }) => message);

it.each(["ipAddress", "url", "userName", "eventTime"])("refuses a request without %s, absent or empty", (field) => {
  const message = `Validation error: "Required field is missing or empty" for key "${field}"`;
  const { [field]: _, ...rest } = LEAST as Record<string, string>;
  expect(parseSensorRequest(rest, { now: NOW })).toMatchObject({ kind: "rejected", status: 400, field, message });
  expect(parseSensorRequest({ ...LEAST, [field]: "" }, { now: NOW })).toMatchObject({ field, message });
  expect(parseSensorRequest({ ...LEAST, [field]: null }, { now: NOW })).toMatchObject({ field, message });
});

it("takes the least request without a correction", () => {
  const { event, corrections, raw } = accept({});
  expect(corrections).toEqual([]);
  expect(raw).toEqual(LEAST);
  expect(event).toMatchObject({
    userName: "anna",
    time: Date.UTC(2026, 10, 20, 10),
    type: "page_view",
    ip: { address: "85.10.20.30", valid: true },
    url: "/app",
    query: null,
    userAgent: null,
    email: null,
    httpCode: null,
    anonymous: false,
  });
});

it("treats an empty text as not sent", () => {
  const { event, corrections } = accept({
    userAgent: "",
    httpReferer: "",
    emailAddress: "",
    phoneNumber: "",
    httpCode: "",
  });
  expect(event).toMatchObject({ userAgent: null, referer: null, email: null, phone: null, httpCode: null });
  expect(corrections).toEqual([]);
});

it("lets a clock go five minutes ahead, and no further", () => {
  expect(accept({ eventTime: "2026-11-21 12:05:00.000" }).event.time).toBe(NOW + 300_000);
  expect(messages({ eventTime: "2026-11-21 12:05:00.000" })).toEqual([]);
  const ahead = "2026-11-21 12:05:00.001";
  expect(accept({ eventTime: ahead }).event.time).toBe(NOW);
  expect(messages({ eventTime: ahead })).toEqual([`timestamp validation error on \`${ahead}\``]);
});

it("names what is none of the fields, once, and keeps nothing of it", () => {
  expect(messages({ colour: "s3cret", "payload[x]": "1", "colour[a]": "2", key: "abc" })).toEqual([
    "unknown field `colour`",
  ]);
  expect(JSON.stringify(accept({ colour: "s3cret", key: "abc" }).raw)).not.toMatch(/s3cret|abc/);
  const many = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`x${i}`, ""]));
  expect(messages(many)).toEqual(["unknown field `x0`, `x1`, `x2`, `x3`, `x4` and 2 more"]);
  expect(messages({ ["é".repeat(80)]: "" })).toEqual([`unknown field \`${"é".repeat(50)}\``]);
});

it.each([
  ["an unreadable address", { ipAddress: "999.1.1.1" }, "ipAddress validation error on `999.1.1.1`"],
  ["an unreadable time", { eventTime: "2026-11-20T10:00:00Z" }, "timestamp validation error on `2026-11-20T10:00:00Z`"],
  ["an unreadable creation time", { userCreated: "bad" }, "timestamp validation error on `bad`"],
  ["a code that is no number", { httpCode: " 200" }, "httpCode validation error on ` 200`"],
  ["a code beyond its column", { httpCode: "99999" }, "httpCode validation error on `99999`"],
  ["a text that is no e-mail", { emailAddress: "not-an-email" }, "emailAddress validation error on `not-an-email`"],
  [
    "a long phone number",
    { phoneNumber: "+4712345678901234567" },
    "phoneNumber validation error on `+4712345678901234567`",
  ],
  ["a search without payload", { eventType: "page_search" }, "payload validation error on `null`"],
  ["a payload that is no object", { eventType: "page_search", payload: "5" }, "payload validation error on `5`"],
  ["an edit without history", { eventType: "field_edit" }, "fieldHistory validation error on `null`"],
])("corrects %s", (_, fields, message) => expect(messages(fields)).toEqual([message]));

it.each([
  ["an unknown method", { httpMethod: "FOO" }],
  ["an unknown type", { eventType: "dance" }],
  ["the placeholder address", { emailAddress: "unknown@localhost" }],
  ["a payload of another type", { payload: '{"x":1}' }],
])("says nothing of %s", (_, fields) => expect(messages(fields)).toEqual([]));

it("stands in for what could not be read", () => {
  const { event } = accept({ ipAddress: "x", eventTime: "soon", httpCode: "abc" });
  expect(event).toMatchObject({ ip: { address: "0.0.0.0", valid: false }, time: NOW, httpCode: null });
});

it("keeps an invalid e-mail as it was sent, and a valid one in lower case", () => {
  expect(accept({ emailAddress: "Not An Email" }).event.email).toEqual({ address: "Not An Email", valid: false });
  expect(accept({ emailAddress: " John.Doe@Example.COM" }).event.email).toEqual({
    address: "john.doe@example.com",
    valid: true,
  });
  expect(accept({ emailAddress: "a@host.local" }).event.email).toEqual({ address: "a@host.local", valid: false });
});

it.each([
  [{ httpCode: "404" }, "page_error"],
  [{ httpCode: "401", eventType: "account_login_fail" }, "account_login_fail"],
  [{ httpCode: "500", eventType: "dance" }, "page_error"],
  [{ httpCode: "399" }, "page_view"],
  [{ eventType: "ACCOUNT_LOGIN" }, "account_login"],
])("resolves the type of %j", (fields, type) => expect(accept(fields).event.type).toBe(type));

it("cuts on whole characters and computes the id from the whole name", () => {
  const { event, corrections } = accept({ userName: "é".repeat(60) });
  expect(event.userName).toBe("é".repeat(50));
  expect(event.fullUserName).toBe("é".repeat(60));
  expect(corrections).toHaveLength(1);
});

it.each([
  ["brackets", { "payload[field_id]": "q", "payload[value]": "shoes" }],
  ["brackets with an index", { "payload[0][field_id]": "q", "payload[0][value]": "shoes" }],
  ["JSON text", { payload: '{"field_id":"q","value":"shoes"}' }],
  ["a list in JSON text", { payload: '[{"field_id":"q","value":"shoes"}]' }],
  ["a JSON body", { payload: { field_id: "q", value: "shoes" } }],
])("reads a search sent as %s", (_, fields) => {
  const { event, corrections } = accept({ ...fields, eventType: "page_search" });
  expect(event.search).toEqual({ fieldId: "q", fieldName: null, value: "shoes" });
  expect(corrections).toEqual([]);
});

it("reads field changes from brackets and skips what is no change", () => {
  const { event } = accept({
    eventType: "field_edit",
    "fieldHistory[0][field_id]": "iban",
    "fieldHistory[0][old_value]": "A",
    "fieldHistory[0][new_value]": "B",
  });
  expect(event.fieldChanges).toEqual([
    { fieldId: "iban", oldValue: "A", newValue: "B", fieldName: null, parentId: null, parentName: null },
  ]);
  expect(accept({ eventType: "field_edit", fieldHistory: '[{},{"field_id":"a"}]' }).event.fieldChanges).toMatchObject([
    { fieldId: "a", newValue: "unknown" },
  ]);
});

it("keeps both values of an e-mail change", () =>
  expect(
    accept({ eventType: "account_email_change", payload: '{"new_value":"n@x.com","old_value":"o@x.com"}' }).event
      .emailChange,
  ).toEqual({
    newValue: "n@x.com",
    oldValue: "o@x.com",
  }));

it("writes a list in a text field as JSON, and numbers and booleans as text", () => {
  expect(accept({ userName: undefined, "userName[]": ["a", "b"] }).event.userName).toBe('["a","b"]');
  expect(accept({ userName: ["a", "b"] }).event.userName).toBe('["a","b"]');
  expect(accept({ userName: 5, httpCode: 200 }).event).toMatchObject({ userName: "5", httpCode: 200 });
});

it.each([
  ["N/A", true],
  ["192.168.1.*", true],
  ["2001:db8:1:*", true],
  ["n/a", false],
  ["*", false],
])("knows whether `%s` is a visitor", (userName, anonymous) =>
  expect(accept({ userName }).event.anonymous).toBe(anonymous),
);

it("does not let a name reach a prototype", () => {
  accept({ eventType: "page_search", "payload[__proto__][polluted]": "x", "payload[constructor]": "y" });
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

it("reads what the inbox keeps of a request as it read the request", () => {
  fc.assert(
    fc.property(anyFields(), (fields) => {
      const first = parseSensorRequest({ ...LEAST, ...fields }, { now: NOW });
      if (first.kind === "rejected") return;
      const kept = JSON.parse(JSON.stringify(first.raw)) as Record<string, unknown>; // as `inbox.ts` keeps and reads it
      expect(parseSensorRequest(kept, { now: NOW })).toEqual(first);
    }),
  );
});

it("answers anything without throwing, and accepts only what the database can hold", () => {
  fc.assert(
    fc.property(anyFields(), (fields) => {
      const result = parseSensorRequest({ ...LEAST, ...fields }, { now: NOW });
      if (result.kind === "rejected") return;
      for (const text of textsOf(result.event)) expect(text).not.toMatch(/\0|\p{Surrogate}/u);
      expect(Number.isInteger(result.event.time)).toBe(true);
      expect(Buffer.byteLength(result.event.url)).toBeLessThanOrEqual(2047);
    }),
  );
});

function anyFields() {
  const key = fc.oneof(
    fc.constantFrom(...SENSOR_FIELDS),
    fc.constantFrom("payload[0][field_id]", "fieldHistory[0]", "url[a", "userName[]"),
  );
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.jsonValue(),
    fc.constantFrom("page_search", "field_edit", "\0"),
  );
  return fc.dictionary(key, value);
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

it("corrects a field once, whatever is wrong with it", () => {
  expect(messages({ eventTime: "2026-11-20 10:00:00\0" })).toEqual([
    "timestamp validation error on `2026-11-20 10:00:00`",
  ]);
  const long = "x".repeat(101);
  expect(messages({ firstName: `\0${long}` })).toEqual([`firstName validation error on \`${long}\``]);
});

const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

it("takes what nests too deep for not sent", () => {
  expect(accept({ firstName: JSON.parse(deep(32)) as unknown }).event.firstName).toBe(deep(32));
  const { event, corrections } = accept({ firstName: JSON.parse(deep(100_000)) as unknown });
  expect([event.firstName, corrections]).toEqual([null, []]);
  expect(messages({ eventType: "page_search", payload: deep(100_000) })).toEqual([
    "payload validation error on `null`",
  ]);
});

it("says when it cuts a value of a payload", () => {
  const search = (value: string) => ({ eventType: "page_search", payload: { field_id: "q", value } });
  expect(messages(search("x".repeat(2048)))).toEqual([]);
  const { event, corrections } = accept(search("x".repeat(2049)));
  expect(event.search?.value).toBe("x".repeat(2048));
  expect(corrections.map(({ field }) => field)).toEqual(["payload"]);
});
