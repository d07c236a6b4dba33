import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { TrackedEvent } from "./event.ts";
import { answerJson, badServer, loopback, type Behaviour } from "./testing/loopback.ts";
import { clientTester, temporaryFolder } from "./testing/client-tester.ts";

/** For a machine that runs all other tests meanwhile. */
const PATIENT_MS = 120_000;
const EVENT: TrackedEvent = { userName: "anna", ipAddress: "203.0.113.7", url: "/" };
const names = (body: string) =>
  (JSON.parse(body) as { readonly events: readonly TrackedEvent[] }).events.map(({ userName }) => userName);

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (response) =>
    void response.writeHead(code, headers).end(`{"code":"unavailable","message":"not now"}`);
const BAD: Readonly<Record<string, Behaviour>> = {
  "status 500: not now": status(500),
  "status 503: not now": status(503, { "Retry-After": "0" }),
  "status 429: not now": status(429),
  "status 200": (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<p>Sign in"),
  "status 200: of another API": (response) => answerJson(response, 200, { message: "of another API", outcomes: [] }),
  unreachable: (_, request) => void request.socket.destroy(),
  timeout: () => undefined,
};

it.for(Object.entries(BAD))("sends a batch again after: %s", async ([message, behave]) => {
  const { url, seen } = await badServer([behave, behave]);
  const { client, of } = clientTester({ url, timeoutMs: 200, queue: { batchDelayMs: 1 } });
  client.track(EVENT);
  client.track({ ...EVENT, userName: "berta" });
  expect(await client.flush(PATIENT_MS)).toBe(true);
  expect(client.stats()).toMatchObject({ stored: 2, waiting: 0 });
  expect(of("retrying").map((notice) => [notice.attempt, notice.message])).toEqual([
    [1, message],
    [2, message],
  ]);
  expect(seen).toHaveLength(3);
  expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
  expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
});

it("gives up on an answer that never ends, and on one that is too long", async () => {
  const slow: Behaviour = (response) => void response.writeHead(200).write('{"outcomes":');
  const long: Behaviour = (response) => void response.writeHead(200).end(" ".repeat(9_000_000));
  const { url, seen } = await badServer([slow, long]);
  const { client, of } = clientTester({ url, timeoutMs: 1500, queue: { batchDelayMs: 1 } });
  client.track(EVENT);
  await client.flush(PATIENT_MS);
  expect(of("retrying").map(({ message }) => message)).toEqual(["timeout", "status 200"]);
  expect(seen).toHaveLength(3);
});

it("waits as long as the server asks for", async () => {
  const { url } = await badServer([status(503, { "Retry-After": "1" }), status(429, { "Retry-After": "1" })]);
  const { client, of } = clientTester({ url, queue: { batchDelayMs: 1 } });
  client.track(EVENT);
  await client.flush(PATIENT_MS);
  expect(of("retrying").every(({ waitMs }) => waitMs >= 1000)).toBe(true);
  expect(client.stats()).toMatchObject({ stored: 1 });
});

it.for([400, 401, 404, 413, 302])("does not send again what is refused with %i", async (code) => {
  const { url, seen } = await badServer([status(code, { location: "/elsewhere" })]);
  const { client, notices } = clientTester({ url, queue: { batchDelayMs: 1 } });
  client.track(EVENT);
  await client.flush(PATIENT_MS);
  expect(seen.map(({ path }) => path)).toEqual(["/api/v1/events"]);
  expect(client.stats().dropped).toMatchObject({ refused: 1 });
  const dropped = { kind: "dropped", reason: "refused", events: 1, kept: false, message: `status ${code}: not now` };
  expect(notices).toEqual([dropped]);
});

it("drops what it could not send in all its tries", async () => {
  const { url, seen } = await badServer(Array.from({ length: 9 }, () => status(500)));
  const { client, of } = clientTester({ url, queue: { batchDelayMs: 1, attempts: 3 } });
  client.track(EVENT);
  await client.flush(PATIENT_MS);
  expect(seen).toHaveLength(3);
  expect(of("dropped")).toEqual([
    { kind: "dropped", reason: "gave_up", events: 1, kept: false, message: "status 500: not now" },
  ]);
});

it("counts one by one what became of a batch that was never whole", async () => {
  const partly: Behaviour = (response) =>
    answerJson(response, 200, {
      outcomes: [
        { outcome: "stored", event: "1", corrections: [] },
        { outcome: "rejected", field: "url", message: "url: no" },
        { outcome: "unavailable", message: "later" },
      ],
    });
  const { url, seen } = await badServer([partly, partly, partly]);
  const { client, of } = clientTester({ url, queue: { batchDelayMs: 1, attempts: 2 } });
  for (const userName of ["a", "b", "c"]) client.track({ ...EVENT, userName });
  await client.flush(PATIENT_MS);
  expect(seen).toHaveLength(2);
  expect(client.stats()).toMatchObject({ stored: 1, rejected: 1, waiting: 0, dropped: { gave_up: 1 } });
  expect(of("rejected")).toEqual([{ kind: "rejected", field: "url", message: "url: no" }]);
});

it("sends batches of a size, in order, one at a time", async () => {
  let atOnce = 0;
  let mostAtOnce = 0;
  const { url, seen } = await badServer([]);
  const counting = await loopback(async (request, response) => {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    const answer = await fetch(url, { method: "POST", body: await bodyText(request) });
    response.end(await answer.text());
    atOnce -= 1;
  });
  const { client } = clientTester({ url: counting, queue: { batchEvents: 40 } });
  const sent = Array.from({ length: 100 }, (_, index) => `user ${index}`);
  for (const userName of sent) client.track({ ...EVENT, userName });
  await client.flush(PATIENT_MS);
  expect(seen.map(({ body }) => names(body).length)).toEqual([40, 40, 20]);
  expect(seen.flatMap(({ body }) => names(body))).toEqual(sent);
  expect(mostAtOnce).toBe(1);
});

async function bodyText(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

it("drops the newest when the queue is full, counts them, and tells it once", async () => {
  const { url } = await badServer([status(503, { "Retry-After": "300" })]);
  const { client, of } = clientTester({ url, queue: { mostEvents: 3, batchDelayMs: 1 } });
  for (const userName of ["a", "b", "c", "d", "e"]) client.track({ ...EVENT, userName });
  expect(client.stats()).toMatchObject({ waiting: 3, dropped: { queue_full: 2 } });
  await expect
    .poll(() => of("dropped"))
    .toEqual([{ kind: "dropped", reason: "queue_full", events: 2, kept: false, message: "the queue is full" }]);
});

it("neither throws nor sends what is no event, whoever listens", async () => {
  const { url, seen } = await badServer([]);
  const { client } = clientTester({
    url,
    onNotice: () => {
      throw new Error("a listener of the application");
    },
  });
  const circle: Record<string, unknown> = { ...EVENT };
  circle["self"] = circle;
  // What a caller without types may do.
  const unreadable = [circle, { ...EVENT, httpCode: 1n }, { ...EVENT, eventTime: new Date("no") }, null, undefined];
  for (const event of unreadable) client.track(event as unknown as TrackedEvent);
  expect(client.stats().dropped).toMatchObject({ unreadable: 5 });
  expect(await client.flush(PATIENT_MS)).toBe(true);
  expect(seen).toEqual([]);
});

it("closes in time, keeps what is left in the local log, and no key with it", async () => {
  const path = join(await temporaryFolder(), "unsent.ndjson");
  const { url, seen } = await badServer([() => undefined]);
  const { client, of } = clientTester({ url, apiKey: "s3cret-key", localLog: { path }, queue: { batchEvents: 2 } });
  for (const userName of ["a", "b", "c", "d", "e"]) client.track({ ...EVENT, userName });
  await expect.poll(() => seen.length).toBe(1);
  const stats = await client.close(50);
  client.track({ ...EVENT, userName: "late" });
  expect(stats).toMatchObject({ stored: 0, waiting: 0, kept: 5, dropped: { gave_up: 5 } });
  expect(client.stats()).toMatchObject({ kept: 6, dropped: { gave_up: 5, closed: 1 } });
  await client.close();
  const log = await readFile(path, "utf8");
  const lines = log.trim().split("\n");
  expect(lines.map((line) => names(line))).toEqual([["a", "b"], ["c", "d"], ["e"], ["late"]]);
  expect((JSON.parse(lines[0] ?? "") as { readonly key: string }).key).toBe(seen[0]?.key);
  expect(seen[0]?.apiKey).toBe("s3cret-key");
  expect(log + JSON.stringify(of("dropped"))).not.toContain("s3cret");
});
