import type { EventType, TrackedEvent } from "../event.ts";
import { addressReader, type AddressChoice } from "./client-address.ts";
import { queryMasker, type MaskOptions } from "./mask-query.ts";
import { visitorName } from "./visitor-name.ts";
import { headerOf, type WebRequest } from "./web-request.ts";

type Answer<T> = T | Promise<T>;

/** Who made a request, and what else you know of them. */
export type KnownUser = { readonly userName: string } & Partial<
  Pick<TrackedEvent, "emailAddress" | "phoneNumber" | "firstName" | "lastName" | "fullName" | "userCreated">
>;

export interface UserOptions<Req> {
  /** Who made the request: an id, more than that, or null for a visitor without an account, who is named after the address. */
  readonly user: (request: Req) => Answer<string | KnownUser | null | undefined>;
  /** Where the address of the user's client is taken from. The socket's, unless you say otherwise. */
  readonly address?: AddressChoice;
}

export interface TrackOptions<Req> extends UserOptions<Req> {
  /** What the request was about, and what else belongs to it; asked when it is answered. */
  readonly event?: (request: Req, status: number | undefined) => Answer<EventType | Partial<TrackedEvent> | undefined>;
  /** Requests that are no event: health checks, pictures. */
  readonly skip?: (request: Req) => boolean;
  /** What is hidden in `url` and `httpReferer`. */
  readonly mask?: MaskOptions;
}

/** The event of a request once it is answered; undefined when no answer was sent. Null when it is none. */
export type Finish = (status: number | undefined) => Promise<TrackedEvent | null>;

/**
 * Reads requests as they arrive: a socket that was closed no longer knows its address, and a router changes the url. Never looks at bodies,
 * cookies or authorisation.
 */
export function requestReader<Req extends WebRequest>({
  user,
  address,
  event = () => undefined,
  skip = () => false,
  mask,
}: TrackOptions<Req>): (request: Req) => Finish {
  const addressOf = addressReader(address);
  const maskQuery = queryMasker(mask);
  return (request) => {
    const eventTime = Date.now();
    const ipAddress = addressOf(request);
    const url = maskQuery(request.originalUrl ?? request.url ?? "/");
    return async (status) => {
      if (skip(request)) return null;
      const who = await user(request);
      const what = await event(request, status);
      const referer = headerOf(request, "referer");
      return {
        ...(typeof who === "string" ? { userName: who } : (who ?? { userName: visitorName(ipAddress) })),
        ipAddress,
        url,
        eventTime,
        httpMethod: request.method,
        httpCode: status,
        userAgent: headerOf(request, "user-agent"),
        browserLanguage: headerOf(request, "accept-language"),
        httpReferer: referer === undefined ? undefined : maskQuery(referer),
        ...(typeof what === "string" ? { eventType: what } : what),
      };
    };
  };
}
