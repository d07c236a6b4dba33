import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { population } from "./population.ts";
import { DemoRefused, sendEvents } from "./send.ts";

interface Received {
  readonly key: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
}

/** A real HTTP server on loopback that writes down what a tracker would have sent; it answers by these statuses, then by the last. */
async function listening(
  statuses: readonly [number, ...number[]],
  use: (url: string, received: readonly Received[]) => Promise<void>,
) {
  const received: Received[] = [];
  const read = async (request: IncomingMessage) => {
    const fields = Object.fromEntries(new URLSearchParams(await text(request)));
    received.push({ key: request.headers["api-key"]?.toString(), fields });
  };
  const server = createServer((request, response) => {
    void read(request).then(() => {
      const status = statuses[Math.min(received.length, statuses.length) - 1] ?? 200;
      response.writeHead(status, status === 503 ? { "retry-after": "0" } : {}).end(status === 200 ? "" : "no");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, received); // a TCP server has an AddressInfo
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const events = population({ users: 30, seed: 3, now: Date.UTC(2026, 10, 21, 12) });

it("sends every event with the key, and each user's in order", () =>
  listening([200], async (url, received) => {
    const progress: number[] = [];
    await sendEvents({ url, apiKey: "k", events, onProgress: (sent) => progress.push(sent) });
    expect(new Set(received.map(({ key }) => key))).toEqual(new Set(["k"]));
    for (const user of new Set(events.map(({ fields }) => fields["userName"]))) {
      const sent = events.filter(({ fields }) => fields["userName"] === user);
      expect(received.filter(({ fields }) => fields["userName"] === user).map(({ fields }) => fields)).toEqual(
        sent.map(({ fields }) => fields),
      );
    }
    expect(progress.at(-1)).toBe(events.length);
  }));

it("comes back to a server that cannot keep up for a moment", () =>
  listening([503, 503, 200], async (url, received) => {
    const [event] = events;
    if (event === undefined) throw new Error("the population has events");
    await sendEvents({ url, apiKey: "k", events: [event] });
    expect(received.map(({ fields }) => fields)).toEqual([event.fields, event.fields, event.fields]);
  }));

it("stops with a sentence when the server refuses", () =>
  listening([401], async (url, received) => {
    await expect(sendEvents({ url, apiKey: "k", events })).rejects.toThrow(`the server at ${url} answered 401: no`);
    expect(received.length).toBeLessThan(events.length);
  }));

it("says so when nobody answers", () =>
  expect(sendEvents({ url: "http://127.0.0.1:1", apiKey: "k", events })).rejects.toThrow(DemoRefused));
