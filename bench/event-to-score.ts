import { sensorTime, type DemoEvent } from "../cli/demo/story.ts";
import type { ServerProcess } from "./server-process.ts";

/** How long a score may take before the benchmark gives up on it. */
const PATIENCE_MS = 5_000;

/**
 * Milliseconds from sending an event to reading a score that has seen it, over the API as an operator would: one event at
 * a time. It includes the acknowledgement and the reading, so the server's own share is smaller.
 */
export async function eventToScore(server: ServerProcess, events: readonly DemoEvent[]): Promise<number[]> {
  const cookie = await signIn(server);
  const latencies: number[] = [];
  for (const { fields } of events) {
    const sentAt = Date.now();
    const started = performance.now();
    const response = await fetch(`${server.url}/sensor/`, {
      method: "POST",
      headers: { "Api-Key": server.apiKey },
      body: new URLSearchParams({ ...fields, eventTime: sensorTime(sentAt) }),
    });
    if (!response.ok) throw new Error(`the sensor answered ${response.status}`);
    await scoredSince(server, cookie, fields["userName"] ?? "", sentAt, started);
    latencies.push(performance.now() - started);
  }
  return latencies;
}

async function scoredSince(server: ServerProcess, cookie: string, name: string, sentAt: number, started: number) {
  while (performance.now() - started < PATIENCE_MS) {
    const response = await fetch(`${server.url}/api/v1/users/${encodeURIComponent(name)}`, { headers: { cookie } });
    const user = (await response.json()) as { readonly scoredAt?: string | null }; // the contract `getUser` of api/
    if (typeof user.scoredAt === "string" && Date.parse(user.scoredAt) >= sentAt) return;
  }
  throw new Error(`${name} was not scored within ${PATIENCE_MS} ms`);
}

async function signIn({ url, operator }: ServerProcess): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(operator),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
  if (cookie === undefined) throw new Error(`sign-in was answered ${response.status}`);
  return cookie;
}
