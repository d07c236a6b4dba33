import autocannon from "autocannon";

export interface LoadOptions {
  /** Of the endpoint, on loopback. */
  readonly url: string;
  readonly apiKey: string;
  /** Form bodies; each connection sends a share of its own and goes round. */
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  /** Requests answered with 2xx, a second. */
  readonly rate: number;
  readonly acknowledged: number;
  /** Answers that were not 2xx, and requests without an answer. */
  readonly failed: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Presses on an endpoint for some seconds, over kept-alive connections, one request at a time each. */
export async function load({ url, apiKey, bodies, connections, seconds }: LoadOptions): Promise<LoadResult> {
  const headers = { "Api-Key": apiKey, "content-type": "application/x-www-form-urlencoded" };
  const requests = bodies.map((body) => ({ method: "POST" as const, headers, body }));
  const share = Math.ceil(requests.length / connections);
  let connection = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: requests.slice(0, 1),
    setupClient: (client) => {
      // Not all of them to each: preparing so many requests would cost the generator seconds of the run.
      client.setRequests(requests.slice(connection * share, ++connection * share));
    },
  });
  return {
    rate: result["2xx"] / result.duration,
    acknowledged: result["2xx"],
    failed: result.non2xx + result.errors,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}
