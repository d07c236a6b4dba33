import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";

/** A server of one test on a free loopback port; returns its address. It ends with the test, whatever hangs in it. */
export async function loopback(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("invariant: a listening server has a port");
  return `http://127.0.0.1:${address.port}`;
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
  return body;
}

/** What a request to the API of events looked like. */
export interface Seen {
  readonly path: string;
  readonly key: string | undefined;
  readonly apiKey: string | undefined;
  readonly body: string;
}

export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

/** Behaves badly for as long as there are behaviours, one a request; then stores every event, or so it says. */
export async function badServer(
  behaviours: readonly Behaviour[],
): Promise<{ readonly url: string; readonly seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const url = await loopback(async (request, response) => {
    const body = await bodyOf(request);
    const { "idempotency-key": key, "api-key": apiKey } = request.headers;
    seen.push({ path: request.url ?? "", key: String(key), apiKey: String(apiKey), body });
    const behave = behaviours[seen.length - 1];
    if (behave !== undefined) return behave(response, request);
    answerJson(response, 200, storedAll(body));
  });
  return { url, seen };
}

export function answerJson(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
}

function storedAll(body: string): unknown {
  const { events } = JSON.parse(body) as { readonly events: readonly unknown[] };
  return { outcomes: events.map((_, index) => ({ outcome: "stored", event: String(index), corrections: [] })) };
}
