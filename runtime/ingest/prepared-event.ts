import type { Installation } from "../db/installation.ts";
import type { DeviceFacts, EmailFacts, FactsProvider, IpFacts, PhoneFacts } from "../enrichment/facts.ts";
import type { Accepted, AcceptedEvent } from "./accepted-event.ts";
import { iso } from "./iso-time.ts";
import type { RequestOrigin } from "./ingest-types.ts";

/** An accepted event with its ids and with all that is known of what it names. */
export interface PreparedEvent {
  readonly origin: RequestOrigin;
  readonly accepted: Accepted;
  readonly event: AcceptedEvent;
  readonly eventId: string;
  /** When it happened, as ISO text: many columns take it. */
  readonly time: string;
  /** What was sent, as JSON. */
  readonly raw: string;
  readonly userId: string;
  /** Of the whole name if it was cut: tells apart names that begin alike. */
  readonly nameCheck: string | null;
  /** The first hash of the name was the id of another user. */
  readonly collided: boolean;
  /** The user id under which the event stands in the inbox, null when it does not. */
  readonly kept: string | null;
  /** When its sender is answered: a moment (milliseconds), with the batch, or by a process that has ended. */
  readonly answered: number | "when stored" | "unknown";
  readonly deviceId: string;
  readonly emailId: string | null;
  readonly phoneId: string | null;
  readonly localHour: number;
  readonly ip: IpFacts;
  readonly device: DeviceFacts;
  readonly email: EmailFacts | null;
  readonly phone: PhoneFacts | null;
}

export interface PrepareDeps {
  readonly ids: Installation["ids"];
  readonly facts: FactsProvider;
  readonly localHour: (appId: number, time: number) => number;
}

export function prepareEvent(
  origin: RequestOrigin,
  accepted: Accepted,
  eventId: string,
  deps: PrepareDeps,
): PreparedEvent {
  const { event } = accepted;
  const { appId } = origin;
  const { ids, facts } = deps;
  return {
    origin,
    accepted,
    event,
    eventId,
    time: iso(event.time),
    raw: JSON.stringify(accepted.raw),
    userId: ids.userId(appId, event.fullUserName),
    nameCheck: event.fullUserName === event.userName ? null : ids.valueId(appId, "user_name", event.fullUserName),
    collided: false,
    kept: null,
    answered: "when stored",
    deviceId: ids.valueId(appId, "device", event.userAgent, event.language),
    emailId: event.email === null ? null : ids.valueId(appId, "email", event.email.address),
    phoneId: event.phone === null ? null : ids.valueId(appId, "phone", event.phone),
    localHour: deps.localHour(appId, event.time),
    ip: facts.ip(event.ip.address),
    device: facts.device(event.userAgent),
    email: event.email === null ? null : facts.email(event.email.address),
    phone: event.phone === null ? null : facts.phone(event.phone),
  };
}
