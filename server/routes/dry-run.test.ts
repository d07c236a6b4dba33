import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
let cookie = "";

beforeAll(async () => {
  cookie = await tester.signIn();
  await tester.sendEvent({ userName: "anna", ipAddress: "203.0.113.7", url: "/", eventTime: "2026-11-20 10:00:00" });
});

const waiting = async () => {
  const { rows } = await tester.database.pool.query<{ n: number }>(
    `select count(*)::integer as n from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and query like '%user_ips%'`,
  );
  return rows[0]?.n;
};

/** Runs `work` while every question about addresses waits for a lock. */
async function whileQuestionsWait(work: () => Promise<void>): Promise<void> {
  const client = await tester.database.pool.connect();
  try {
    await client.query("begin");
    await client.query("lock table user_ips in access exclusive mode");
    await work();
  } finally {
    await client.query("rollback");
    client.release();
  }
}

const ask = (json: object, signal?: AbortSignal) =>
  fetch(`${tester.server().url}/api/v1/dry-run`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json" },
    body: JSON.stringify({ rule: "I01", scope: "all", ...json }),
    ...(signal === undefined ? {} : { signal }),
  });
const progressOf = (run: string) => tester.send("GET", `/api/v1/dry-run/${run}`, { cookie });

it("says how far it is while it is asked, and nothing afterwards", async () => {
  const run = randomUUID();
  let answer: Promise<Response> | undefined;
  await whileQuestionsWait(async () => {
    answer = ask({ run });
    await expect.poll(waiting).toBe(1);
    expect(await progressOf(run)).toMatchObject({ json: { progress: { tested: 0, of: 1 } } });
  });
  expect(await (await answer)?.json()).toMatchObject({ kind: "judged", tested: 1 });
  expect(await progressOf(run)).toMatchObject({ status: 200, json: { progress: null } });
});

it("is cancelled in the database when whoever asked has left", () =>
  whileQuestionsWait(async () => {
    const [run, left] = [randomUUID(), new AbortController()];
    const answer = ask({ run }, left.signal);
    await expect.poll(waiting).toBe(1);
    left.abort();
    await expect(answer).rejects.toThrow("aborted");
    await expect.poll(waiting).toBe(0);
    await expect.poll(async () => (await progressOf(run)).json).toEqual({ progress: null });
  }));

it("tells the progress to signed-in operators only", async () =>
  expect((await tester.send("GET", `/api/v1/dry-run/${randomUUID()}`)).status).toBe(401));

it("tells what scores become, by the weight that is asked with or by the app's", async () => {
  const scoresOf = async (more: object) => {
    const answer: { scores: unknown } = JSON.parse(await (await ask(more)).text());
    return answer.scores;
  };
  await expect.poll(async () => scoresOf({})).toMatchObject({ compared: 1, thresholds: {}, moves: [] });
  const source = { path: "user/X01_any.tocsin", text: 'rule X01 "Anybody" {\n  when user.event_count >= 1\n}\n' };
  expect(await scoresOf({ rule: "X01", source })).toMatchObject({ weight: 10, rescored: 1 });
  expect(await scoresOf({ rule: "X01", source, weight: 0 })).toMatchObject({ weight: 0, rescored: 0 });
});

it("answers sooner without details", async () =>
  expect(await (await ask({ details: false })).json()).toMatchObject({
    kind: "judged",
    tested: 1,
    users: [],
    overlap: null,
    scores: null,
  }));
