import { EVENT_TYPES, HTTP_METHODS, type EventType, type HttpMethod } from "../../dsl/types/enumerations.ts";
import type { Accepted, AcceptedEmail, AcceptedEvent, Correction, Rejected } from "./accepted-event.ts";
import { isAnonymous } from "./anonymous-name.ts";
import { asText, readFields, type ReceivedFields, type SensorField } from "./raw-fields.ts";
import { parseSensorAddress } from "./sensor-address.ts";
import { parseSensorEmail, PLACEHOLDER_EMAIL, type ReadEmail } from "./sensor-email.ts";
import { readEmailChange, readFieldChanges, readSearch, type Read } from "./sensor-payload.ts";
import { parseSensorTime } from "./sensor-time.ts";
import { splitUrl } from "./sensor-url.ts";
import { cutBytes, storableText } from "./text.ts";

/** Without these a request is refused, in the order in which they are named to the client. */
export const REQUIRED_FIELDS = ["ipAddress", "url", "userName", "eventTime"] as const satisfies readonly SensorField[];

/** The longest text of a field, in bytes of UTF-8. */
export const LIMITS = {
  userName: 100,
  firstName: 100,
  lastName: 100,
  fullName: 100,
  emailAddress: 255,
  pageTitle: 255,
  browserLanguage: 255,
  userAgent: 511,
  url: 2047,
  httpReferer: 2047,
  httpMethod: 100,
  eventType: 100,
  phoneNumber: 19,
} as const satisfies Partial<Record<SensorField, number>>;

export interface ParseOptions {
  /** The server's clock in milliseconds: what stands for an unreadable event time. */
  readonly now: number;
  /** `parseSensorEmail` when not given, or a reader that remembers (`rememberEmails`). */
  readonly readEmail?: ReadEmail;
}

/**
 * Reads one request of the sensor: normalised event and what was corrected, or the reason why it is refused.
 * Never throws, whatever was sent. An empty text means "not sent".
 *
 * @example
 * parseSensorRequest({ userName: "anna" }, { now: 0 }).kind // "rejected": `ipAddress` is missing
 */
export function parseSensorRequest(
  fields: Readonly<Record<string, unknown>>,
  { now, readEmail = parseSensorEmail }: ParseOptions,
): Accepted | Rejected {
  const received = readFields(fields);
  const missing = REQUIRED_FIELDS.find((field) => storableText(received.text[field] ?? "") === "");
  if (missing !== undefined) return rejection(missing, received);
  const reader = createReader(received);
  const event = readEvent(reader, received, { now, readEmail });
  if (received.unknown.length > 0) reader.corrections.push(unknownFields(received.unknown));
  return { kind: "accepted", event, corrections: reader.corrections, raw: received.text };
}

function rejection(field: SensorField, { text }: ReceivedFields): Rejected {
  const message = `Validation error: "Required field is missing or empty" for key "${field}"`;
  return { kind: "rejected", status: 400, field, message, raw: text };
}

const MOST_NAMES = 5;
const LONGEST_NAME = 100;

/** A typing mistake should be seen, and what was sent under such a name may be anybody's secret: the name alone is kept. */
function unknownFields(names: readonly string[]): Correction {
  const shown = names.slice(0, MOST_NAMES).map((name) => `\`${cutBytes(storableText(name), LONGEST_NAME)}\``);
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return { field: "unknown", message: `unknown field ${shown.join(", ")}${more}` };
}

type Reader = ReturnType<typeof createReader>;

/** Reads texts and keeps what had to be corrected on the way; the reference system's logbook calls both times `timestamp`. */
function createReader({ text: sent }: ReceivedFields) {
  const corrections: Correction[] = [];
  /** Once a field, whatever else is wrong with it. */
  const correct = (field: SensorField, original: string) => {
    if (corrections.some((made) => made.field === field)) return;
    const label = field === "eventTime" || field === "userCreated" ? "timestamp" : field;
    corrections.push({ field, message: `${label} validation error on \`${storableText(original)}\`` });
  };
  /** The text without what cannot be stored, null when nothing is left. */
  const text = (field: SensorField): string | null => {
    const original = sent[field];
    if (original === undefined || original === "") return null;
    const clean = storableText(original);
    if (clean !== original) correct(field, original);
    return clean === "" ? null : clean;
  };
  /** The text cut to its limit. */
  const cut = (field: keyof typeof LIMITS, value = text(field)): string | null => {
    if (value === null) return null;
    const short = cutBytes(value, LIMITS[field]);
    if (short !== value) correct(field, value);
    return short;
  };
  return { corrections, correct, text, cut };
}

function readEvent(
  reader: Reader,
  received: ReceivedFields,
  { now, readEmail }: Required<ParseOptions>,
): AcceptedEvent {
  const fullUserName = reader.text("userName") ?? "";
  const ip = readAddress(reader);
  const url = splitUrl(reader.cut("url") ?? "");
  const time = readEventTime(reader, now);
  const httpCode = readHttpCode(reader);
  const sentType = oneOf(EVENT_TYPES, reader.cut("eventType"));
  const type = sentType ?? ((httpCode ?? 0) >= 400 ? "page_error" : "page_view");
  const userName = reader.cut("userName", fullUserName) ?? "";
  return {
    userName,
    fullUserName,
    time,
    type,
    ip,
    ...url,
    referer: readReferer(reader),
    httpMethod: oneOf<HttpMethod>(HTTP_METHODS, reader.cut("httpMethod")),
    httpCode,
    pageTitle: reader.cut("pageTitle"),
    userAgent: reader.cut("userAgent"),
    language: reader.cut("browserLanguage"),
    email: readEmailAddress(reader, readEmail),
    phone: readPhone(reader),
    firstName: reader.cut("firstName"),
    lastName: reader.cut("lastName"),
    fullName: reader.cut("fullName"),
    userCreated: readTime(reader, "userCreated"),
    ...readObjects(reader, received, sentType),
    anonymous: isAnonymous(userName),
  };
}

function readAddress(reader: Reader) {
  const sent = reader.text("ipAddress") ?? "";
  const ip = parseSensorAddress(sent);
  if (!ip.valid) reader.correct("ipAddress", sent);
  return ip;
}

/** How far the clocks of senders may be ahead; until its time comes, an event is stored and not judged. */
const MOST_AHEAD_MS = 5 * 60_000;

/** An unreadable time, or one too far ahead to be a clock's fault, is the time of arrival. */
function readEventTime(reader: Reader, now: number): number {
  const time = readTime(reader, "eventTime");
  if (time === null) return now;
  if (time <= now + MOST_AHEAD_MS) return time;
  reader.correct("eventTime", reader.text("eventTime") ?? "");
  return now;
}

/** Null when not sent or not readable. */
function readTime(reader: Reader, field: "eventTime" | "userCreated"): number | null {
  const sent = reader.text(field);
  if (sent === null) return null;
  const time = parseSensorTime(sent);
  if (time === null) reader.correct(field, sent);
  return time;
}

function readHttpCode(reader: Reader): number | null {
  const sent = reader.text("httpCode");
  if (sent === null) return null;
  const code = /^\d{1,5}$/.test(sent) ? Number(sent) : null;
  if (code !== null && code <= 32767) return code;
  reader.correct("httpCode", sent);
  return null;
}

/** Cut first, then decoded: what a browser had to escape is compared as it reads. */
function readReferer(reader: Reader): string | null {
  const sent = reader.cut("httpReferer");
  if (sent === null) return null;
  return cutBytes(storableText(decodePercent(sent)), LIMITS.httpReferer) || null;
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readEmailAddress(reader: Reader, readEmail: ReadEmail): AcceptedEmail | null {
  const sent = reader.cut("emailAddress");
  if (sent === null) return null;
  const { email, hasForm } = readEmail(sent);
  if (email.address === PLACEHOLDER_EMAIL || sent === PLACEHOLDER_EMAIL) return null;
  if (!hasForm) reader.correct("emailAddress", sent);
  return email;
}

function readPhone(reader: Reader): string | null {
  const sent = reader.text("phoneNumber");
  if (sent === null) return null;
  return reader.cut("phoneNumber", sent.replaceAll(" ", "")) || null;
}

type Objects = Pick<AcceptedEvent, "search" | "emailChange" | "fieldChanges">;

/** `payload` and `fieldHistory` mean something only for the event types they belong to. */
function readObjects(reader: Reader, { payload, fieldHistory }: ReceivedFields, type: EventType | null): Objects {
  const read = <T>(field: "payload" | "fieldHistory", sent: unknown, { value, corrected }: Read<T>): T => {
    if (corrected) reader.correct(field, asText(sent ?? null));
    return value;
  };
  return {
    search: type === "page_search" ? read("payload", payload, readSearch(payload)) : null,
    emailChange: type === "account_email_change" ? read("payload", payload, readEmailChange(payload)) : null,
    fieldChanges: type === "field_edit" ? read("fieldHistory", fieldHistory, readFieldChanges(fieldHistory)) : [],
  };
}

function oneOf<T extends string>(members: readonly T[], text: string | null): T | null {
  const word = text?.toLowerCase();
  return members.find((member) => member === word) ?? null;
}
