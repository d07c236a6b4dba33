import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Pressed, PressOptions, Stream } from "./press.js";
import { quantile } from "./quantile.ts";

export interface LoadOptions {
  /** Of the endpoint, on loopback. */
  readonly url: string;
  readonly apiKey: string;
  /** Of the bodies: forms when not given. */
  readonly contentType?: string;
  /** Bodies, a list a connection: each sends its own, one after the other, once. */
  readonly streams: readonly (readonly string[])[];
  /** Connections that are not through by then stop. */
  readonly seconds: number;
  /** Requests a second of all connections together; without it each sends the next when the one before is answered. */
  readonly rate?: number;
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
  /** Processor time of the generator, milliseconds. */
  readonly cpu: number;
}

/**
 * Presses on an endpoint for some seconds, over kept-alive connections, one request at a time each. The generator shares the machine with
 * what it measures: it writes requests that were made before, from a thread whose heap holds little else, and reads of an answer only its
 * status and length. (autocannon took six times the processor time for the same.)
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { url, apiKey, contentType = "application/x-www-form-urlencoded", streams, seconds, rate } = options;
  const { hostname, port, pathname, search } = new URL(url);
  const head = `POST ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nApi-Key: ${apiKey}\r\nContent-Type: ${contentType}\r\n`;
  const workerData: PressOptions = {
    host: hostname,
    port: Number(port),
    streams: streams.map((bodies) => streamOf(head, bodies)),
    seconds,
    every: rate === undefined ? 0 : (1000 * streams.length) / rate,
  };
  const worker = new Worker(new URL("press.js", import.meta.url), { workerData });
  const [pressed] = (await once(worker, "message")) as [Pressed]; // the one message of `press`
  const latencies = [...pressed.latencies.subarray(0, pressed.acknowledged + pressed.failed)];
  return {
    rate: (pressed.acknowledged * 1000) / pressed.elapsed,
    acknowledged: pressed.acknowledged,
    failed: pressed.failed,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpu: pressed.cpu,
  };
}

function streamOf(head: string, bodies: readonly string[]): Stream {
  const requests = bodies.map((body) =>
    Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`),
  );
  const ends = new Uint32Array(requests.length);
  let end = 0;
  for (const [index, request] of requests.entries()) {
    end += request.length;
    ends[index] = end;
  }
  return { bytes: Buffer.concat(requests), ends };
}
