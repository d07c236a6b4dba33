import { DataError } from "./data-error.ts";

export interface FetchedSource {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** As the server says. */
  readonly lastModified: Date | null;
}

const MOST_REDIRECTS = 5;
const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Asks for a file of data: by https, or from this very machine. Redirects are followed and are held to the same. Nothing is
 * sent but the request. The signal bounds the time of the whole transfer.
 *
 * @throws DataError
 */
export async function fetchSource(url: string, signal: AbortSignal): Promise<FetchedSource> {
  let target = allowed(url, undefined);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await ask(target, signal);
    const location = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (location === null) return fetched(response);
    await response.body?.cancel();
    target = allowed(location, target);
  }
  throw new DataError(`${url} redirects more than ${MOST_REDIRECTS} times`);
}

/** A server elsewhere must not send us to this machine's own services. */
function allowed(text: string, from: URL | undefined): URL {
  if (!URL.canParse(text, from?.href)) throw new DataError(`${text} is no URL`);
  const url = new URL(text, from);
  const isLocal = LOOPBACK.has(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal))
    throw new DataError(`${withoutSecrets(url)} is not asked: only https is, and http from this machine`);
  if (isLocal && from !== undefined && !LOOPBACK.has(from.hostname))
    throw new DataError(`${withoutSecrets(from)} redirects to this machine`);
  return url;
}

async function ask(url: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { redirect: "manual", signal, headers: { "user-agent": "tocsin" } });
  } catch (error) {
    if (signal.aborted) throw new DataError(`${withoutSecrets(url)} did not answer in time`, { cause: error });
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new DataError(`${withoutSecrets(url)} cannot be reached: ${reason}`, { cause: error });
  }
}

function fetched(response: Response): FetchedSource {
  const { status, body, headers } = response;
  if (status !== 200 || body === null) throw new DataError(`the server answered ${status}`);
  const modified = Date.parse(headers.get("last-modified") ?? "");
  return { bytes: body, lastModified: Number.isNaN(modified) ? null : new Date(modified) };
}

/** Licence keys stand in queries and passwords before hosts: neither belongs in messages and descriptions. */
export function withoutSecrets(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}
