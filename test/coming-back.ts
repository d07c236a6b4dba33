import { setTimeout } from "node:timers/promises";

const TRIES = 100;

/** What `Retry-After` says of a server that is busy, and not of one without its database. */
const BUSY = "1";

/**
 * Asks again while the server is too busy to answer. A machine that stands still for seconds makes it send callers away for
 * a moment (503, before it looks at the request), which is what it should do and not what a test is about.
 */
export async function comingBack(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask();
    if (answer.status !== 503 || answer.headers.get("retry-after") !== BUSY || tries === TRIES) return answer;
    await answer.body?.cancel();
    await setTimeout(200);
  }
}
