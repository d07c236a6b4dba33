import { z } from "zod";

/** Any object: the sensor corrects what it can and names the first field that it cannot do without. */
export const SensorFields = z.record(z.string(), z.unknown());

/**
 * One event. Form-encoded (nested fields as `payload[field_id]` or as JSON text) or JSON; the key comes in the
 * header `Api-Key` or in the form field `key`. Answers are plain text:
 * `200` empty, once the event is stored · `400` names the field · `401` no key, or an unknown one ·
 * `429` over the key's limit · `500` · `503` no database, or too much waits for it: send it again.
 */
export const postSensor = {
  method: "POST",
  /** The last two are what senders make of an address that ends in `/` or in `/sensor/` already: they read no answer that would tell them. */
  urls: ["/sensor/", "/sensor", "//sensor/", "/sensor/sensor/"],
  schema: { operationId: "postSensor", body: SensorFields },
} as const;

/** The sensor's answers, word for word. */
export const SENSOR_ANSWERS = {
  missingField: (field: string) => `Validation error: "Required field is missing or empty" for key "${field}"`,
  missingKey: "Api-Key header is not set",
  unknownKey: 'API key from the "Api-Key" header is not found',
  rateLimited: "Rate limit exceeded",
  unreadable: "The request's body cannot be read",
  tooLarge: "The request's body is too large",
  unsupported: "Send the event form-encoded or as JSON",
  failed: "The event could not be stored",
  unavailable: "The database is unavailable",
  busy: "Too much is waiting",
  wrongMethod: "Events are sent with POST",
} as const;
