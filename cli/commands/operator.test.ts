import { expect, it } from "vitest";
import {
  createOperatorSession,
  createStore,
  findOperator,
  findOperatorSession,
  passwordMatches,
  removeOperator,
} from "../../runtime/index.ts";
import { testDatabase } from "../../test/database/test-database.ts";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const database = testDatabase();
const ANNA = "anna@example.com";
const BERT = "bert@example.com";

async function run(argv: readonly string[], stdin = "") {
  const host = fakeHost({ cwd: await folderWith({}), stdin, env: { DATABASE_URL: database.url() } });
  const code = await runCli(["operator", ...argv], COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

async function signIn(email: string, password: string): Promise<string | null> {
  const store = createStore(database.pool);
  const operator = await findOperator(store, email);
  if (operator === null || !(await passwordMatches(operator.passwordHash, password))) return null;
  return createOperatorSession(store, operator.operatorId, Date.now() + 60_000);
}

const isSignedIn = async (token: string | null) =>
  (await findOperatorSession(createStore(database.pool), token ?? "", Date.now())) !== null;

it("adds operators, with a password that is made or given", async () => {
  expect(await run(["list"])).toMatchObject({ code: 0, written: "", noted: expect.stringContaining("no operator") });
  const { code, written, noted } = await run(["add", " Anna@Example.com"]);
  expect(code).toBe(0);
  expect(written).toMatch(/^[\w-]{24}\n$/);
  expect(noted).toBe(`${ANNA} may sign in; the password is not shown again\n`);
  expect(await isSignedIn(await signIn(ANNA, written.trim()))).toBe(true);

  const given = await run(["add", BERT, "--password-stdin"], "correct horse battery\n");
  expect(given).toEqual({ code: 0, written: `${BERT} may sign in\n`, noted: "" });
  expect(await signIn(BERT, "correct horse battery")).not.toBeNull();
  const { operators } = JSON.parse((await run(["list", "--format", "json"])).written) as { operators: unknown };
  expect(operators).toMatchObject([
    { email: ANNA, sessions: 1 },
    { email: BERT, sessions: 1 },
  ]);
  expect((await run(["list"])).written).toMatch(/^operator +since +sign-ins\nanna@example.com  \d{4}-\d\d-\d\d +1\n/);
});

it("gives another password, which ends sign-ins and the old one", async () => {
  const before = await signIn(BERT, "correct horse battery");
  const { written } = await run(["password", BERT, "--format", "json"]);
  const { password } = JSON.parse(written) as { password: string };
  expect(await isSignedIn(before)).toBe(false);
  expect(await signIn(BERT, "correct horse battery")).toBeNull();
  expect(await signIn(BERT, password)).not.toBeNull();
  const given = await run(["password", BERT, "--password-stdin", "--format", "json"], "correct horse battery");
  expect(JSON.parse(given.written)).toEqual({ version: 1, kind: "operator-password", email: BERT });
});

it.each([
  [["add", ANNA], "", "there is an operator anna@example.com already"],
  [["add", "anna"], "", "--email: is no e-mail address"],
  [["add", "c@example.com", "--password-stdin"], "too short", "a password has 15 to 1024 characters"],
  [["password", "c@example.com"], "", "there is no operator c@example.com"],
  [["remove", "c@example.com"], "", "there is no operator c@example.com"],
])("refuses %j in one sentence", async (argv, stdin, sentence) => {
  const { code, written, noted } = await run(argv, stdin);
  expect([code, written]).toEqual([1, ""]);
  expect(noted).toContain(sentence);
  expect(noted.trim().split("\n")).toHaveLength(1);
});

it("removes an operator with their sign-ins, and never the last one", async () => {
  const session = await signIn(BERT, "correct horse battery");
  expect((await run(["remove", BERT])).written).toBe(`${BERT} is no operator any more, and signed out everywhere\n`);
  expect(await isSignedIn(session)).toBe(false);
  expect(await run(["remove", ANNA])).toMatchObject({ code: 1, noted: expect.stringContaining("the last operator") });
  expect((await run(["list"])).written).toContain(ANNA);
});

it("leaves one of two who remove each other at once", async () => {
  await run(["add", BERT]);
  const store = createStore(database.pool);
  const removals = await Promise.all([ANNA, BERT].map((email) => removeOperator(store, email, Date.now())));
  expect(removals.toSorted()).toEqual(["last", "removed"]);
});
