import { appendFile, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { allIsStored } from "../../server/testing/all-is-stored.ts";
import { serverTester } from "../../server/testing/server-tester.ts";
import type { Stats } from "./client.ts";
import type { TrackedEvent } from "./event.ts";
import { clientTester, temporaryFolder } from "./testing/client-tester.ts";
import { bodyOf, loopback } from "./testing/loopback.ts";
import { lossyRelay } from "./testing/lossy-relay.ts";

const tester = serverTester();
/** For a machine that runs all other tests meanwhile. */
const PATIENT_MS = 120_000;
const AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";
const EVENT = { ipAddress: "85.10.20.30", url: "/", userAgent: AGENT };
const real = (options = {}) => clientTester({ url: tester.server().url, apiKey: tester.first().apiKey, ...options });

async function storedOf(userName: string): Promise<number> {
  await allIsStored(tester.database.pool);
  const { rowCount } = await tester.database.pool.query(
    "select from events join users using (user_id) where users.name = $1",
    [userName],
  );
  return rowCount ?? 0;
}

/** A server under load answers before it has looked for repetitions: then they are `stored` to the client as well, and stored once. */
const ended = ({ stored, repeated, rejected, waiting }: Stats) => ({ safe: stored + repeated, rejected, waiting });

const trackMany = (track: (event: TrackedEvent) => void, userName: string, count: number) => {
  for (let index = 0; index < count; index++) track({ ...EVENT, userName, url: `/${index}` });
};

/** A user whom an operator has blacklisted. */
beforeAll(async () => {
  const event = { ...EVENT, userName: "mallory", ipAddress: "85.99.1.1", eventTime: "2026-11-20T10:00:00Z" };
  const headers = { "api-key": tester.first().apiKey };
  await tester.send("POST", "/api/v1/events?decide=true", { headers, json: { events: [event] } });
  const blacklist = { cookie: await tester.signIn(), json: { decision: "blacklist" } };
  await tester.send("PUT", "/api/v1/users/mallory/decision", blacklist);
});

it("stores what is tracked, each event once", async () => {
  const { client, notices } = real();
  trackMany(client.track, "tracked", 250);
  expect(await client.flush(PATIENT_MS)).toBe(true);
  expect(await client.close()).toMatchObject({ stored: 250, repeated: 0, rejected: 0, waiting: 0, kept: 0 });
  expect(await storedOf("tracked")).toBe(250);
  expect(notices).toEqual([]);
});

it("stores a batch once, though the answers to its first two tries were lost", async () => {
  const relay = await lossyRelay(tester.server().url, 2);
  const { client, of } = real({ url: relay.url });
  trackMany(client.track, "lost answers", 20);
  await client.flush(PATIENT_MS);
  expect(relay.passedOn()).toBe(3);
  expect(of("retrying").map(({ message }) => message)).toEqual(["unreachable", "unreachable"]);
  expect(ended(client.stats())).toEqual({ safe: 20, rejected: 0, waiting: 0 });
  expect(await storedOf("lost answers")).toBe(20);
});

it("tells of an event that is rejected or corrected, and stores the others", async () => {
  const { client, of } = real();
  const wrong = { ...EVENT, userName: "partly", httpCode: 7 };
  for (const event of [wrong, { ...EVENT, userName: "partly" }, { ...EVENT, userName: "partly", ipAddress: "x" }])
    client.track(event);
  await client.flush(PATIENT_MS);
  expect(client.stats()).toMatchObject({ stored: 2, rejected: 1 });
  expect(of("rejected")).toEqual([
    { kind: "rejected", field: "httpCode", message: expect.stringContaining("httpCode") },
  ]);
  expect(of("corrected")).toEqual([{ kind: "corrected", corrections: ["ipAddress validation error on `x`"] }]);
  expect(of("retrying")).toEqual([]);
  expect(await storedOf("partly")).toBe(2);
});

it("tells a wrong key once a request, and does not try it again", async () => {
  const { client, of } = real({ apiKey: "wrong" });
  client.track({ ...EVENT, userName: "anna" });
  await client.flush(PATIENT_MS);
  expect(of("dropped")).toMatchObject([{ reason: "refused", message: "status 401: The API key is not known" }]);
});

it("decides on a user with the event counted, and says why", async () => {
  const { client } = real();
  expect(await client.decide({ ...EVENT, userName: "mallory", ipAddress: "85.99.1.1" })).toMatchObject({
    failedOpen: false,
    verdict: "block",
  });
  const fail = { ...EVENT, userName: "guessed", eventType: "account_login_fail", httpCode: 401 } as const;
  for (let index = 0; index < 3; index++) client.track({ ...fail, url: `/login?${index}` });
  await client.flush(PATIENT_MS);
  const decision = await client.decide(fail);
  expect(decision).toMatchObject({ failedOpen: false, score: expect.any(Number), asOf: expect.stringMatching(/Z$/) });
  expect(decision.rules).toContainEqual({ rule: "A01", weight: expect.any(Number), because: expect.any(String) });
  expect(await storedOf("guessed")).toBe(4);
});

it("lets a user pass when no decision comes in time, and stores the event once", async () => {
  const late = await loopback(async (request, response) => {
    const { "api-key": apiKey, "idempotency-key": key = "none" } = request.headers;
    const headers = { "content-type": "application/json", "api-key": String(apiKey), "idempotency-key": String(key) };
    const body = await bodyOf(request);
    const answer = await fetch(tester.server().url + (request.url ?? ""), { method: "POST", headers, body });
    // The question is answered for the server, and never for the client.
    if (request.url?.includes("decide") === true) return;
    response.writeHead(answer.status).end(await answer.text());
  });
  const { client, of } = real({ url: late, timeoutMs: 1000 });
  const failedOpen = { failedOpen: true, verdict: "allow", score: null, rules: [], asOf: null, reason: "timeout" };
  expect(await client.decide({ ...EVENT, userName: "waited" })).toEqual(failedOpen);
  expect(of("failed_open")).toEqual([{ kind: "failed_open", question: "decide", reason: "timeout" }]);
  await client.flush(PATIENT_MS);
  expect(ended(client.stats())).toEqual({ safe: 1, rejected: 0, waiting: 0 });
  expect(await storedOf("waited")).toBe(1);
});

it("lets a user pass whose event is rejected or cannot be read", async () => {
  const { client } = real();
  const wrong = { ...EVENT, userName: "anna", httpCode: 7 };
  expect(await client.decide(wrong)).toMatchObject({ verdict: "allow", failedOpen: true, reason: "rejected" });
  const unreadable = { ...EVENT, userName: "anna", eventTime: new Date("no") };
  expect(await client.decide(unreadable)).toMatchObject({ failedOpen: true, reason: "unreadable" });
});

it("knows who is blacklisted, by name and by address", async () => {
  const { client, notices } = real();
  const values = ["mallory", "85.99.1.1", "anna", "85.10.20.30"];
  expect(await Promise.all(values.map(client.isBlacklisted))).toEqual([true, true, false, false]);
  expect(notices).toEqual([]);
});

it("sends what a local log holds, once, and leaves no file", async () => {
  const path = join(await temporaryFolder(), "unsent.ndjson");
  const relay = await lossyRelay(tester.server().url, 1);
  const away = real({ url: relay.url, localLog: { path }, queue: { attempts: 1, batchEvents: 10 } });
  trackMany(away.client.track, "kept", 25);
  // The first batch is stored, but its answer is lost; the others find nobody.
  await expect.poll(() => relay.passedOn()).toBe(3);
  await away.client.close();
  expect(away.client.stats()).toMatchObject({ stored: 15, kept: 10, dropped: { gave_up: 10 } });
  await appendFile(path, '{"key":"torn","events":[{"userNa');

  const { client } = real({ localLog: { path } });
  const { stored, repeated, ...others } = await client.resend();
  expect([stored + repeated, others]).toEqual([10, { rejected: 0, unsent: 0, unreadable: 1 }]);
  const nothing = { stored: 0, repeated: 0, rejected: 0, unsent: 0, unreadable: 0 };
  expect(await client.resend()).toEqual(nothing);
  expect(await readdir(dirname(path))).toEqual([]);
  expect(await storedOf("kept")).toBe(25);
});

it("keeps in the file what it could not send again, and goes on with it later", async () => {
  const path = join(await temporaryFolder(), "unsent.ndjson");
  const nobody = await loopback((request) => void request.socket.destroy());
  const away = real({ url: nobody, localLog: { path }, queue: { attempts: 1, batchEvents: 2 } });
  trackMany(away.client.track, "twice away", 5);
  await away.client.close();
  expect(await away.client.resend()).toMatchObject({ stored: 0, unsent: 5 });
  expect(await readFile(`${path}.resending`, "utf8")).toContain("twice away");
  const { client } = real();
  expect(await client.resend(path)).toMatchObject({ stored: 5, unsent: 0 });
  expect(await storedOf("twice away")).toBe(5);
  await expect(real().client.resend()).rejects.toThrow("name the file");
});
