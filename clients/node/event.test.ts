import { expect, it } from "vitest";
import { NewEvent } from "../../api/index.ts";
import { EVENT_TYPES, type SentEvent } from "./event.ts";
import { writeEvent } from "./write-event.ts";

/** Every field of the client's type: one that is missing here does not compile. */
const FULL = {
  userName: "anna",
  ipAddress: "203.0.113.7",
  url: "/account",
  eventTime: "2026-11-20T10:00:00.125Z",
  eventType: "field_edit",
  httpMethod: "POST",
  httpCode: 200,
  httpReferer: "/",
  userAgent: "Mozilla/5.0",
  browserLanguage: "en",
  emailAddress: "anna@berg.example.com",
  phoneNumber: "+4712345678",
  firstName: "Anna",
  lastName: "Berg",
  fullName: "Anna Berg",
  pageTitle: "Account",
  userCreated: "2020-01-01T00:00:00.000Z",
  payload: { field_id: "q", value: "shoes", field_name: "Search" },
  fieldHistory: [
    { field_id: "a", new_value: "B", field_name: "A", old_value: "A", parent_id: "f", parent_name: "Form" },
  ],
  traceId: "t",
} as const satisfies Required<SentEvent>;

it("has the fields of the server's contract", () => {
  expect(Object.keys(FULL).toSorted()).toEqual(Object.keys(NewEvent.shape).toSorted());
  const parsed: SentEvent = NewEvent.parse(FULL);
  expect(parsed).toEqual(FULL);
});

it("has the types of the server's contract", () => {
  expect(EVENT_TYPES).toEqual(NewEvent.shape.eventType.unwrap().options);
  expect(NewEvent.parse({ ...FULL, payload: { new_value: "a", old_value: "b" } }).payload).toBeDefined();
});

it("writes moments of any kind as the contract wants them", () => {
  const at = Date.parse(FULL.eventTime);
  const written = [new Date(at), at, FULL.eventTime, undefined].map((eventTime) =>
    NewEvent.parse(JSON.parse(writeEvent({ ...FULL, eventTime, userCreated: new Date(0) }, at))),
  );
  expect(written).toEqual(written.map(() => ({ ...FULL, userCreated: "1970-01-01T00:00:00.000Z" })));
});

it("leaves out what is not given", () => {
  const { userName, ipAddress, url, eventTime } = FULL;
  const event = { userName, ipAddress, url, eventTime, httpCode: undefined, userCreated: undefined };
  expect(JSON.parse(writeEvent(event, 0))).toEqual({ userName, ipAddress, url, eventTime });
});
