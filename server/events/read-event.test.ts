import { expect, it } from "vitest";
import { EVENT_TYPES } from "../../dsl/types/enumerations.ts";
import { readEvent, traceOfRequest } from "./read-event.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const EVENT = { userName: "anna", ipAddress: "85.10.20.30", url: "/", eventTime: "2026-11-20T10:00:00.125Z" };
const read = (change: object) => readEvent({ ...EVENT, ...change }, { now: NOW });

it("reads moments of any zone, to the millisecond", () => {
  const parsed = (eventTime: string) => read({ eventTime, userCreated: eventTime }).parsed;
  const expected = { time: Date.UTC(2026, 10, 20, 10, 0, 0, 125), userCreated: Date.UTC(2026, 10, 20, 10, 0, 0, 125) };
  for (const moment of ["2026-11-20T10:00:00.125Z", "2026-11-20T11:00:00.125+01:00", "2026-11-20T10:00:00.125999Z"])
    expect(parsed(moment)).toMatchObject({ kind: "accepted", corrections: [], event: expected });
});

it("corrects what the sensor corrects", () => {
  const { parsed } = read({ ipAddress: "999.1.1.1", firstName: "x".repeat(101) });
  expect(parsed).toMatchObject({
    kind: "accepted",
    corrections: [{ field: "ipAddress" }, { field: "firstName" }],
  });
});

it("reads payloads and changes", () => {
  expect(read({ eventType: "page_search", payload: { field_id: "q", value: "shoes" } }).parsed).toMatchObject({
    event: { search: { fieldId: "q", value: "shoes" } },
  });
  const fieldHistory = [{ field_id: "iban", new_value: "B", old_value: "A" }];
  expect(read({ eventType: "field_edit", fieldHistory }).parsed).toMatchObject({
    event: { fieldChanges: [{ fieldId: "iban", newValue: "B", oldValue: "A", parentId: null }] },
  });
});

it.each([
  ["no event", "text", "", /.+/],
  ["a name that is missing", { ...EVENT, userName: undefined }, "userName", /^userName: /],
  ["a time without a zone", { ...EVENT, eventTime: "2026-11-20 10:00:00" }, "eventTime", /write a moment as/],
  ["a type that is none", { ...EVENT, eventType: "dance" }, "eventType", /^eventType: /],
  ["a code that is a text", { ...EVENT, httpCode: "200" }, "httpCode", /^httpCode: /],
  ["a name that is none", { ...EVENT, colour: "s3cret" }, "colour", /^colour: there is no such field$/],
  ["a change without its value", { ...EVENT, fieldHistory: [{ field_id: "a" }] }, "fieldHistory.0.new_value", /.+/],
])("refuses %s, and keeps nothing of it", (_, sent, field, message) =>
  expect(readEvent(sent, { now: NOW }).parsed).toEqual({
    kind: "rejected",
    status: 400,
    field,
    message: expect.stringMatching(message),
    raw: {},
  }),
);

it("takes every type of event", () => {
  for (const eventType of EVENT_TYPES) expect(read({ eventType }).parsed).toMatchObject({ event: { type: eventType } });
});

it("makes a trace id an event of a request, short enough to be kept", () => {
  expect(traceOfRequest("a", 0)).toBe(traceOfRequest("a", 0));
  expect(new Set([traceOfRequest("a", 0), traceOfRequest("a", 1), traceOfRequest("b", 0)]).size).toBe(3);
  expect(traceOfRequest("x".repeat(255), 999).length).toBeLessThanOrEqual(36);
});
