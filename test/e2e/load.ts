import { Agent, request } from "node:http";

/** What became of requests that clients sent one after the other, each on a connection that it keeps. */
export interface LoadResult {
  /** Paths of the events that were acknowledged. */
  readonly acknowledged: readonly string[];
  /** Answers other than 200, by status, and broken requests, by the code of their error. */
  readonly others: ReadonlyMap<string, number>;
}

interface LoadOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly clients: number;
}

/** Sends events until nobody listens any more. */
export async function sendUntilRefused({ url, apiKey, clients }: LoadOptions): Promise<LoadResult> {
  const acknowledged: string[] = [];
  const others = new Map<string, number>();
  const client = async (name: number): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let n = 0; ; n += 1) {
      const path = `/client/${name}/${n}`;
      const outcome = await sendEvent(`${url}/sensor/`, { agent, apiKey, path, userName: `load ${(name + n) % 50}` });
      if (outcome === "ECONNREFUSED") break;
      if (outcome === "200") acknowledged.push(path);
      else others.set(outcome, (others.get(outcome) ?? 0) + 1);
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: clients }, (_, name) => client(name)));
  return { acknowledged, others };
}

interface LoadEvent {
  readonly agent: Agent;
  readonly apiKey: string;
  readonly path: string;
  readonly userName: string;
}

/** The status of the answer, or the code of the error. */
function sendEvent(url: string, { agent, apiKey, path, userName }: LoadEvent): Promise<string> {
  const eventTime = new Date().toISOString().replace("T", " ").slice(0, 23);
  const body = new URLSearchParams({ userName, ipAddress: "198.51.100.7", url: path, eventTime }).toString();
  const headers = {
    "api-key": apiKey,
    "content-type": "application/x-www-form-urlencoded",
    "content-length": Buffer.byteLength(body),
  };
  return new Promise((resolve) => {
    const sent = request(url, { method: "POST", agent, headers }, (answer) => {
      answer.resume().on("end", () => resolve(String(answer.statusCode)));
      answer.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });
    sent.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end(body);
  });
}
