export interface HttpQuestion {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the answer's body: what is longer is no answer. */
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

export type HttpAnswer =
  | { readonly kind: "answer"; readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly kind: "failure"; readonly reason: "timeout" | "error" };

const MOST_REDIRECTS = 3;
const FAILED = { kind: "failure", reason: "error" } as const;

/**
 * Asks once by GET, and follows redirects as long as they stay with the same host: what is sent is meant for that one alone. No cookies,
 * no referer.
 */
export async function askHttp({ url, headers = {}, mostBytes, signal }: HttpQuestion): Promise<HttpAnswer> {
  let target = url;
  try {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await fetch(target, {
        redirect: "manual",
        headers: { accept: "application/json", "user-agent": "tocsin", ...headers },
        signal,
      });
      const location = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
      if (location === null) return await answerOf(response, mostBytes);
      await response.body?.cancel();
      if (!URL.canParse(location, target.href)) return FAILED;
      const next = new URL(location, target.href);
      if (next.origin !== target.origin) return FAILED;
      target = next;
    }
    return FAILED;
  } catch {
    return signal.aborted ? { kind: "failure", reason: "timeout" } : FAILED;
  }
}

async function answerOf(response: Response, mostBytes: number): Promise<HttpAnswer> {
  const { status, headers, body } = response;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop ends the transfer.
    if (size > mostBytes) return FAILED;
    chunks.push(chunk);
  }
  return { kind: "answer", status, headers, text: Buffer.concat(chunks).toString("utf8") };
}

/** How long who is asked wants to be left alone, by `Retry-After` in seconds or as a date; null when that is not said. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const text = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(until - now, 0);
}

/** The JSON value of a text; undefined when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
