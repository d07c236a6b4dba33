import type { Hazard, Row } from "../hazard.ts";

const NOON = "2026-03-01T12:00:00Z";

const days = (because: string, created: string, is: number, asOf = NOON): Row => ({
  because,
  write: "days_since(user.created)",
  type: "int",
  given: `user: { created: ${created} }`,
  asOf,
  is,
});

const within = (because: string, at: string, is: number): Row => ({
  because,
  write: "count(events within 1h)",
  type: "int",
  given: `events: [\n{ at: ${at} }\n]`,
  asOf: NOON,
  is,
});

const lifetime = (because: string, first: string, is: boolean): Row => ({
  because,
  write: "any device { .last_seen - .first_seen < 3h }",
  type: "bool",
  given: `devices: [\n{ first_seen: ${first}, last_seen: 2026-03-01T11:00:00Z }\n]`,
  asOf: NOON,
  is,
});

const between = (because: string, created: string, is: boolean): Row => ({
  because,
  write: "user.created in 2026-01-01T08:00Z..2026-02-01T12:30:00.250Z",
  type: "bool",
  given: `user: { created: ${created} }`,
  asOf: NOON,
  is,
});

export const times: Hazard = {
  name: "times",
  rows: [
    between("a range of times has its dots between them", "2026-01-15T00:00Z", true),
    between("its ends are in it", "2026-01-01T08:00Z", true),
    between("… both of them", "2026-02-01T12:30:00.250Z", true),
    between("a millisecond later is not", "2026-02-01T12:30:00.251Z", false),
    within("the judged moment is inside", "2026-03-01T12:00:00Z", 1),
    within("a row as old as the span is outside", "2026-03-01T11:00:00Z", 0),
    within("one millisecond younger is inside", "2026-03-01T11:00:00.001Z", 1),
    within("one millisecond older is outside", "2026-03-01T10:59:59.999Z", 0),
    within("a row after the moment is not seen", "2026-03-01T12:00:00.001Z", 0),
    lifetime("three hours are not less than three hours", "2026-03-01T08:00:00Z", false),
    lifetime("a millisecond less is", "2026-03-01T08:00:00.001Z", true),
    days("the start of the judged day", "2026-03-01T00:00:00Z", 0),
    days("a millisecond before it: no whole day", "2026-02-28T23:59:59.999Z", 0),
    days("a whole day before it", "2026-02-28T00:00:00Z", 1),
    days("a millisecond short of two", "2026-02-27T00:00:00.001Z", 1),
    days("later on the judged day: counted without sign", "2026-03-01T11:59:59Z", 0),
    days("the hour of the judged moment does not count", "2026-02-28T00:00:00Z", 1, "2026-03-01T23:59:59.999Z"),
    days("nor does it at midnight", "2026-02-28T00:00:00Z", 1, "2026-03-01T00:00:00Z"),
    days("a day of 23 hours in Berlin is a day in UTC", "2026-03-29T00:00:00Z", 1, "2026-03-30T12:00:00Z"),
    days("a day of 25 hours in Berlin is a day in UTC", "2026-10-25T00:00:00Z", 1, "2026-10-26T12:00:00Z"),
    days("29 February counts", "2024-02-28T00:00:00Z", 2, "2024-03-01T12:00:00Z"),
    days("from the first time that can be written", "1970-01-01T00:00:00Z", 20_513),
    {
      because: "a fact may lie in the future: two whole days ahead, counted without sign",
      write: "max(days_since(.domain_created) of emails)",
      type: "int",
      given: 'emails: [\n{ address: "a@b.example", domain_created: 2026-03-03T05:00:00Z }\n]',
      asOf: NOON,
      is: 2,
    },
    {
      because: "the local hour is stored with the event, not computed from its time",
      write: "any event { .local_hour == 3 }",
      type: "bool",
      given: "events: [\n{ at: 2026-03-01T11:00:00Z, local_hour: 3 }\n]",
      asOf: NOON,
      is: true,
    },
    {
      because: "a difference of times is exact to the millisecond",
      write: "max(.last_seen - .first_seen of devices) == 1ms",
      type: "bool",
      given: "devices: [\n{ first_seen: 1999-12-31T23:59:59.999Z, last_seen: 2000-01-01T00:00:00Z }\n]",
      asOf: NOON,
      is: true,
    },
  ],
  refused: [
    { because: "February has no 30th day", write: "user.created < 2026-02-30", code: "TC0010" },
    { because: "2023 was no leap year", write: "user.created < 2023-02-29", code: "TC0010" },
    { because: "times before 1970 cannot be written", write: "user.created < 1969-12-31", code: "TC0010" },
    { because: "a month has no fixed length", write: "count(events within 1mo) > 0", code: "TC0009" },
    { because: "a span of ten years is the longest", write: "count(events within 3651d) > 0", code: "TC0404" },
  ],
};
