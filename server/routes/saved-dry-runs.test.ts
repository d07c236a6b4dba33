import { beforeAll, expect, it } from "vitest";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
let cookie = "";

beforeAll(async () => {
  cookie = await tester.signIn();
});

const saved = {
  path: "user/X01_a.tocsin",
  rule: "X01",
  text: 'rule X01 "A" {\n  when user.event_count > 1\n}\n',
  scope: "sample",
  pastMoment: null,
  answer: {
    tested: 10,
    matched: 3,
    unknown: 0,
    tier: "sample",
    asOf: "2026-11-20T10:00:00.000Z",
    milliseconds: 12,
    difference: { gained: 1, lost: 0 },
  },
};
const save = (json: object) => tester.send("POST", "/api/v1/dry-run/saved", { cookie, json });
const find = (id: string) => tester.send("GET", `/api/v1/dry-run/saved/${id}`, { cookie });

it("keeps the question and the numbers under an id, with who saved them", async () => {
  const { status, json } = await save(saved);
  expect(status).toBe(200);
  const { id } = json as { id: string };
  expect(await find(id)).toMatchObject({
    status: 200,
    json: { ...saved, operator: expect.stringContaining("@"), savedAt: expect.any(String) },
  });
});

it("keeps nothing of users", async () => {
  const { json } = await save({ ...saved, answer: { ...saved.answer, users: [{ name: "anna" }] } });
  const { id } = json as { id: string };
  expect((await find(id)).json).not.toHaveProperty("answer.users");
  expect((await tester.database.pool.query("select answer from saved_dry_runs")).rows).not.toContainEqual(
    expect.objectContaining({ answer: expect.objectContaining({ users: expect.anything() }) }),
  );
});

it.each([
  ["an id that nobody has", "AAAAAAAAAAAAAAAA", 404],
  ["a short id", "abc", 400],
])("does not find %s", async (_, id, status) => expect((await find(id)).status).toBe(status));

it("is for signed-in operators only", async () =>
  expect((await tester.send("GET", "/api/v1/dry-run/saved/AAAAAAAAAAAAAAAA")).status).toBe(401));
