import type { FailReason } from "./notice.ts";

/** Where to ask, and as whom. */
export interface Asker {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
}

export interface Question {
  readonly path: string;
  /** JSON. */
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the attempt at once. */
  readonly stopped?: AbortSignal;
}

export type Answer =
  /** `json` is undefined when the body is none, or is too long. */
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly json: unknown;
      readonly retryAfter: string | null;
    }
  | { readonly kind: "failed"; readonly reason: Extract<FailReason, "timeout" | "unreachable"> };

/** The outcomes of a thousand events with all their corrections are far below. */
const LONGEST_ANSWER = 8 * 1024 * 1024;

/**
 * One attempt, from the connection to the last byte of the answer. Never rejects. Redirections are not followed: the key is
 * meant for one server.
 */
export async function ask({ baseUrl, apiKey, timeoutMs }: Asker, question: Question): Promise<Answer> {
  const { path, body, headers, stopped } = question;
  const attempt = new AbortController();
  const end = () => attempt.abort();
  const timer = setTimeout(end, timeoutMs);
  timer.unref();
  stopped?.addEventListener("abort", end, { once: true });
  if (stopped?.aborted === true) end();
  try {
    const response = await fetch(baseUrl + path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "User-Agent": "tocsin-client-node",
        ...headers,
        "Api-Key": apiKey,
      },
      body,
      redirect: "manual",
      signal: attempt.signal,
    });
    const { status } = response;
    return {
      kind: "answered",
      status,
      json: await readJson(response),
      retryAfter: response.headers.get("retry-after"),
    };
  } catch {
    return { kind: "failed", reason: attempt.signal.aborted ? "timeout" : "unreachable" };
  } finally {
    clearTimeout(timer);
    stopped?.removeEventListener("abort", end);
  }
}

async function readJson({ body }: Response): Promise<unknown> {
  if (body === null) return undefined;
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_ANSWER) return undefined;
  }
  try {
    return JSON.parse(text + decoder.decode()) as unknown;
  } catch {
    return undefined;
  }
}
