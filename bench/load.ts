import { connect } from "node:net";
import { quantile } from "./quantile.ts";

export interface LoadOptions {
  /** Of the endpoint, on loopback. */
  readonly url: string;
  readonly apiKey: string;
  /** Form bodies, a list a connection: each sends its own, one after the other, once. */
  readonly streams: readonly (readonly string[])[];
  /** Connections that are not through by then stop. */
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

interface Tally {
  acknowledged: number;
  failed: number;
  readonly latencies: number[];
}

/**
 * Presses on an endpoint for some seconds, over kept-alive connections, one request at a time each. The generator shares the machine with
 * what it measures: it writes requests that were made before and reads of an answer only its status and length. (autocannon took three
 * times the processor time for the same.)
 */
export async function load({ url, apiKey, streams, seconds }: LoadOptions): Promise<LoadResult> {
  const { hostname, port, pathname } = new URL(url);
  const head = `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nApi-Key: ${apiKey}\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
  const requests = streams.map((bodies) =>
    bodies.map((body) => Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)),
  );
  const tally: Tally = { acknowledged: 0, failed: 0, latencies: [] };
  const started = performance.now();
  const until = started + seconds * 1000;
  await Promise.all(requests.map((stream) => pressOne({ host: hostname, port: Number(port) }, stream, until, tally)));
  return {
    rate: (tally.acknowledged * 1000) / (performance.now() - started),
    acknowledged: tally.acknowledged,
    failed: tally.failed,
    p50: quantile(tally.latencies, 0.5),
    p99: quantile(tally.latencies, 0.99),
  };
}

/** One connection: resolves when its time is over, or when it breaks. */
function pressOne(
  to: { readonly host: string; readonly port: number },
  requests: readonly Buffer[],
  until: number,
  tally: Tally,
): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(to);
    let next = 0;
    let sentAt = 0;
    let received = "";
    const send = () => {
      const request = requests[next++];
      if (request === undefined || performance.now() >= until) {
        sentAt = 0;
        socket.end();
        return;
      }
      sentAt = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true);
    socket.setEncoding("latin1");
    socket.on("connect", send);
    socket.on("data", (chunk: string) => {
      received += chunk;
      const status = statusOf(received);
      if (status === null) return;
      received = "";
      tally.latencies.push(performance.now() - sentAt);
      if (status >= 200 && status < 300) tally.acknowledged += 1;
      else tally.failed += 1;
      send();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      if (sentAt !== 0) tally.failed += 1;
      resolve();
    });
  });
}

/** The status of a complete answer, null while it is not all here. Our server says how long each of its answers is. */
function statusOf(received: string): number | null {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.slice(0, end))?.[1] ?? 0);
  return received.length >= end + 4 + length ? Number(received.slice(9, 12)) : null;
}
