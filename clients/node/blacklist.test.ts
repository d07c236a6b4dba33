import { expect, it } from "vitest";
import { createBlacklist } from "./blacklist.ts";
import type { Notice } from "./notice.ts";
import { answerJson, badServer, type Behaviour } from "./testing/loopback.ts";

const SETTINGS = { mostAnswers: 2, listedMs: 1000, unlistedMs: 100, pauseMs: 500 };

const says =
  (blacklisted: boolean): Behaviour =>
  (response) =>
    answerJson(response, 200, { value: "v", blacklisted });

async function blacklistTester(behaviours: readonly Behaviour[], timeoutMs = 3000) {
  const { url, seen } = await badServer(behaviours);
  const clock = { now: 0 };
  const reasons: string[] = [];
  const notify = (notice: Notice) => void (notice.kind === "failed_open" && reasons.push(notice.reason));
  const asker = { baseUrl: url, apiKey: "key", timeoutMs };
  const isBlacklisted = createBlacklist({ asker, settings: SETTINGS, notify, now: () => clock.now });
  return { isBlacklisted, seen, clock, reasons };
}

it("asks once for those who ask at the same time", async () => {
  const { isBlacklisted, seen } = await blacklistTester([says(true), says(false)]);
  expect(await Promise.all(["anna", "anna", "anna"].map(isBlacklisted))).toEqual([true, true, true]);
  expect(seen.map(({ path, body }) => [path, body])).toEqual([["/api/v1/blacklist/search", '{"value":"anna"}']]);
});

it("believes a yes longer than a no, and neither for ever", async () => {
  const { isBlacklisted, seen, clock } = await blacklistTester([says(true), says(false), says(true), says(false)]);
  const both = () => Promise.all([isBlacklisted("a"), isBlacklisted("b")]);
  const answersAt = async (now: number) => {
    clock.now = now;
    return [await isBlacklisted("a"), await isBlacklisted("b"), seen.length];
  };
  expect(await answersAt(0)).toEqual([true, false, 2]);
  expect(await answersAt(99)).toEqual([true, false, 2]);
  expect(await answersAt(100)).toEqual([true, true, 3]);
  expect(await answersAt(999)).toEqual([true, true, 3]);
  expect(await answersAt(1000)).toEqual([false, true, 4]);
  expect(await both()).toEqual([false, true]);
});

it.each<[string, Behaviour]>([
  ["unavailable", (response) => answerJson(response, 503, { code: 503, message: "The database is unavailable" })],
  ["refused", (response) => answerJson(response, 401, { code: 901, blacklisted: true })],
  ["unexpected_answer", (response) => void response.writeHead(200).end("<p>")],
  ["unexpected_answer", (response) => answerJson(response, 200, { blacklisted: "yes" })],
  ["unexpected_answer", (response) => void response.writeHead(302, { location: "/" }).end()],
  ["unreachable", (_, request) => void request.socket.destroy()],
  ["timeout", () => undefined],
])("lets everybody pass for a while after: %s", async (reason, behave) => {
  const { isBlacklisted, seen, clock, reasons } = await blacklistTester([behave, says(true)], 200);
  expect(await isBlacklisted("anna")).toBe(false);
  expect(await isBlacklisted("anna")).toBe(false);
  expect(await isBlacklisted("berta")).toBe(false);
  expect([seen.length, reasons]).toEqual([1, [reason, "paused", "paused"]]);
  clock.now = 500;
  expect(await isBlacklisted("anna")).toBe(true);
});

it("asks nobody about nothing", async () => {
  const { isBlacklisted, seen } = await blacklistTester([says(true)]);
  expect(await isBlacklisted("")).toBe(false);
  expect(seen).toEqual([]);
});
