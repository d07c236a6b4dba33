import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { lockedTable } from "../../test/database/locked-table.ts";
import { serverTester, type SendOptions } from "../testing/server-tester.ts";

const rules = await mkdtemp(join(tmpdir(), "tocsin-lists-"));
await writeFile(
  join(rules, "X01_flagged.tocsin"),
  'list flagged_nets : list<cidr> "Networks we watch" = runtime\nrule X01 "Flagged" { when any ip { .address in flagged_nets } }\n',
);
await writeFile(
  join(rules, "X02_mails.tocsin"),
  'list flagged_mails : list<string> = runtime\nrule X02 "Mails" { when any email { .address in flagged_mails } }\n',
);
const tester = serverTester({ TOCSIN_PRESET: "default", TOCSIN_RULES: rules });
let cookie = "";
const ask = (method: string, path: string, options: SendOptions = {}) =>
  tester.send(method, `/api/v1/lists${path}`, { cookie, ...options });

beforeAll(async () => {
  cookie = await tester.signIn();
});
afterAll(() => rm(rules, { recursive: true, force: true }));

it("lists what the packs leave to operators", async () =>
  expect((await ask("GET", "")).json).toMatchObject({
    lists: [
      { name: "alert_emails", type: "list<string>", version: 0, entries: 0 },
      { name: "alert_phones", type: "list<string>", version: 0, entries: 0 },
      { name: "flagged_nets", type: "list<cidr>", doc: "Networks we watch", version: 0, entries: 0, changedAt: null },
      { name: "flagged_mails", type: "list<string>", doc: null },
    ],
  }));

it("adds many, with the operator's name, and judges users by them", async () => {
  await tester.sendEvent({ userName: "anna", ipAddress: "203.0.113.7", url: "/", eventTime: "2026-11-20 10:00:00" });
  const body = {
    entries: ["203.0.113.0/24", "198.51.100.7"],
    reason: "abuse report",
    expiresAt: "2999-01-01T00:00:00.000Z",
  };
  expect(await ask("POST", "/flagged_nets/entries", { json: body })).toMatchObject({
    status: 200,
    json: { kind: "changed", version: 1, entries: 2, unchanged: 0 },
  });
  const { json } = await ask("GET", "/flagged_nets?search=203");
  expect(json).toMatchObject({
    list: { version: 1, entries: 2 },
    entries: [
      { value: "203.0.113.0/24", operator: tester.first().email, reason: "abuse report", expiresAt: body.expiresAt },
    ],
  });
  await vi.waitUntil(
    async () => (await tester.send("GET", "/api/v1/users/anna", { cookie })).text.includes('"id":"X01"'),
    { timeout: 200_000, interval: 200 },
  );
  const dryRun = await tester.send("POST", "/api/v1/dry-run", { cookie, json: { rule: "X01" } });
  expect(dryRun.json).toMatchObject({ kind: "judged", matched: 1 });
});

it("says whom entries would touch, without adding them", async () => {
  const foretold = await ask("POST", "/flagged_nets/impact", { json: { entries: ["203.0.113.7", "203.0.113.0/24"] } });
  expect(foretold).toMatchObject({
    status: 200,
    json: { kind: "counted", changing: 1, unchanged: 1, covered: 1, rules: [{ rule: "X01", before: 1 }], touched: 0 },
  });
  const json = { change: "remove", entries: ["203.0.113.0/24"] };
  expect((await ask("POST", "/flagged_nets/impact", { json })).json).toMatchObject({
    rules: [{ rule: "X01", before: 1, gained: 0, lost: 1 }],
    named: [{ name: "anna", lost: ["X01"] }],
  });
  expect((await ask("POST", "/flagged_nets/impact", { json: { entries: ["1.1.1.1/8"] } })).json).toMatchObject({
    kind: "refused",
    problems: [{ index: 0 }],
  });
  expect((await ask("POST", "/none/impact", { json })).status).toBe(404);
  expect((await ask("GET", "/flagged_nets")).json).toMatchObject({ list: { version: 1, entries: 2 } });
});

it("refuses all when one entry is wrong, and says which", async () =>
  expect((await ask("POST", "/flagged_nets/entries", { json: { entries: ["1.1.1.1", "1.1.1.1/8"] } })).json).toEqual({
    kind: "refused",
    problems: [{ index: 1, entry: "1.1.1.1/8", reason: "it sets bits behind `/8`; the network is `1.0.0.0/8`" }],
  }));

it("removes and remembers", async () => {
  expect((await ask("POST", "/flagged_nets/removals", { json: { entries: ["198.51.100.7"] } })).json).toMatchObject({
    kind: "changed",
    version: 2,
  });
  expect((await ask("GET", "/flagged_nets/history")).json).toMatchObject({
    changes: [
      { version: 2, kind: "removed", entries: 1, operator: tester.first().email, reason: null },
      { version: 1, kind: "added", entries: 2, operator: tester.first().email, reason: "abuse report" },
    ],
  });
});

it.each([
  ["GET", "/other", undefined, 404],
  ["POST", "/other/entries", { entries: ["x"] }, 404],
  ["POST", "/flagged_nets/entries", { entries: [] }, 400],
  ["POST", "/flagged_nets/entries", { entries: ["1.1.1.1"], expiresAt: "2020-01-01T00:00:00.000Z" }, 400],
])("answers %s %s %j with %i", async (method, path, json, status) =>
  expect((await ask(method, path, json === undefined ? {} : { json })).status).toBe(status),
);

it("answers nobody who is not signed in", async () =>
  expect((await tester.send("GET", "/api/v1/lists")).status).toBe(401));

it("gives up what nobody waits for, and answers no more questions about users at once than dry-runs", async () => {
  // More users than are read at once. An address that they share would have them judged again, at a moment of its own.
  const crowd = Array.from({ length: 150 }, (_, n) => ({
    userName: `crowd ${n}`,
    ipAddress: `198.18.0.${n}`,
    url: "/",
  }));
  await Promise.all(crowd.map((event) => tester.sendEvent({ ...event, eventTime: "2026-11-20 10:00:00" })));
  const addresses = lockedTable(tester.database.pool, "user_ips");
  const left = new AbortController();
  const impact = (signal: AbortSignal) =>
    fetch(`${tester.server().url}/api/v1/lists/flagged_mails/impact`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: JSON.stringify({ entries: ["a@example.com"] }),
      signal,
    });
  // Scoring would wait for the table as well.
  const toBeJudged = async () => {
    const { rows } = await tester.database.pool.query<{ judged: number; due: number }>(
      `select count(*) filter (where s.plan is not null)::integer as judged, count(u.due_at)::integer as due
       from users u left join scores s using (user_id)`,
    );
    return rows[0];
  };
  await expect.poll(toBeJudged).toEqual({ judged: crowd.length + 1, due: 0 });
  /** Nobody is judged to answer this. */
  const short = () => ask("POST", "/flagged_mails/impact", { json: { change: "remove", entries: ["a@example.com"] } });

  await addresses.lock();
  const answers = Promise.allSettled(Array.from({ length: 3 }, () => impact(left.signal)));
  await expect.poll(() => addresses.waiting()).toBe(3);
  const busy = { status: 429, json: { code: "too_many_requests" } };
  expect(await short()).toMatchObject(busy);
  expect(await tester.send("POST", "/api/v1/dry-run", { cookie, json: { rule: "X01" } })).toMatchObject(busy);

  left.abort();
  expect((await answers).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  // What they read at the moment passes; what they would read next would wait.
  await addresses.lockNext();
  await addresses.unlock();
  await expect.poll(async () => (await short()).status).toBe(200);
  // Whoever goes is no fault of the server's.
  await expect.poll(() => tester.log().split("ended after its caller had gone")).toHaveLength(4);
  expect(tester.log()).not.toContain("a request failed");
});
