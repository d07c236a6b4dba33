import { createHash } from "node:crypto";
import type { z } from "zod";
import { NewEvent } from "../../api/index.ts";
import { parseSensorRequest } from "../../runtime/index.ts";

type ParseOptions = Parameters<typeof parseSensorRequest>[1];
type Parsed = ReturnType<typeof parseSensorRequest>;

export interface ReadEvent {
  readonly parsed: Parsed;
  readonly traceId: string | null;
}

/** Reads an event as the sensor reads its fields, after its names and types were checked. */
export function readEvent(sent: unknown, options: ParseOptions): ReadEvent {
  const checked = NewEvent.safeParse(sent);
  if (!checked.success) return { parsed: rejection(checked.error), traceId: null };
  const { eventTime, userCreated, traceId = null, ...fields } = checked.data;
  const created = userCreated === undefined ? {} : { userCreated: sensorTime(userCreated) };
  return { parsed: parseSensorRequest({ ...fields, ...created, eventTime: sensorTime(eventTime) }, options), traceId };
}

/** What was sent is not kept: under a wrong name may stand anything. */
function rejection(error: z.ZodError): Parsed {
  const [issue] = error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const field = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join(".");
  const message = unknown === undefined ? (issue?.message ?? "cannot be read") : "there is no such field";
  return { kind: "rejected", status: 400, field, message: field === "" ? message : `${field}: ${message}`, raw: {} };
}

/** As the sensor's contract writes a moment; digits beyond the millisecond are cut. */
function sensorTime(moment: string): string {
  return new Date(moment).toISOString().slice(0, 23).replace("T", " ");
}

const TRACE_LENGTH = 22;

/** The trace id of an event that has none: the same for each try of one request, and of no other. */
export function traceOfRequest(idempotencyKey: string, index: number): string {
  const hash = createHash("sha256").update(idempotencyKey).digest("base64url").slice(0, TRACE_LENGTH);
  return `${hash}-${index}`;
}
