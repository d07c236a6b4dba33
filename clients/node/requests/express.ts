import type { Client } from "../client.ts";
import { requestReader, type TrackOptions } from "./request-event.ts";
import { refusalOf, type GuardOptions } from "./refusal.ts";
import type { WebRequest } from "./web-request.ts";

/** What is used of a response of Node's `http`, and so of Express. */
export interface WebResponse {
  readonly headersSent: boolean;
  statusCode: number;
  once(event: "close", listener: () => void): unknown;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** For `app.use`, in Express, Connect, or around a handler of `http`. */
export type Middleware<Req> = (request: Req, response: WebResponse, next: () => void) => void;

/** Tracks an event for each request, once it is answered. The request does not wait for anything. */
export function expressTracker<Req extends WebRequest>(
  client: Pick<Client, "track" | "notify">,
  options: TrackOptions<Req>,
): Middleware<Req> {
  const arrive = requestReader(options);
  return (request, response, next) => {
    const finish = arrive(request);
    response.once("close", () => {
      finish(response.headersSent ? response.statusCode : undefined).then(
        (event) => event !== null && client.track(event),
        (error: unknown) => client.notify({ kind: "callback_failed", error }),
      );
    });
    next();
  };
}

/** Answers 403 to blacklisted users and addresses. Whoever cannot be asked about passes. */
export function expressGuard<Req extends WebRequest>(
  client: Pick<Client, "isBlacklisted" | "notify">,
  options: GuardOptions<Req> = {},
): Middleware<Req> {
  const isRefused = refusalOf(client, options);
  return (request, response, next) => {
    void isRefused(request).then((refused) => {
      if (!refused) return next();
      response.statusCode = 403;
      response.setHeader("Content-Type", "text/plain; charset=utf-8");
      response.end("Forbidden\n");
    });
  };
}
