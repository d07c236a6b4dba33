import { lookup as resolve } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { isPublic, urlComplaint } from "./webhook-url.ts";

export interface PostOptions {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** See `urlComplaint`. */
  readonly allowPrivate: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Of the answer only its status is read; a failure is a word or two without values. */
export type PostResult = { readonly status: number } | { readonly failure: string };

const ANSWERS_WITHIN_MS = 10_000;

/**
 * Sends a message and never throws. Redirects are not followed; the addresses that a name stands for are judged where the connection is made, so
 * that no second answer of a name server can differ from the first.
 */
export function postWebhook({ url, body, headers, allowPrivate, signal }: PostOptions): Promise<PostResult> {
  if (urlComplaint(url, { allowPrivate }) !== null) return Promise.resolve({ failure: "refused address" });
  const signals = [AbortSignal.timeout(ANSWERS_WITHIN_MS), ...(signal === undefined ? [] : [signal])];
  return new Promise((settle) => {
    const send = url.startsWith("https:") ? requestHttps : requestHttp;
    const request = send(url, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers },
      signal: AbortSignal.any(signals),
      ...(allowPrivate ? {} : { lookup: publicOnly }),
    });
    request.on("response", (response) => {
      settle({ status: response.statusCode ?? 0 });
      // What it says beyond that is nobody's concern.
      response.destroy();
    });
    request.on("error", (error) => settle({ failure: failureOf(error) }));
    request.end(body);
  });
}

const publicOnly: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error !== null) done(error, "", 0);
    else if (first === undefined || !addresses.every(({ address }) => isPublic(address)))
      done(new RefusedAddress(), "", 0);
    else if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

class RefusedAddress extends Error {
  readonly code = "refused address";
}

function failureOf(error: Error): string {
  if (error.name === "TimeoutError" || error.name === "AbortError") return "no answer in time";
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" ? code : "failed";
}
