import { connect } from "node:net";
import { once } from "node:events";
import { expect, it } from "vitest";
import { DatabaseError } from "../runtime/index.ts";
import { testDatabase } from "../test/database/test-database.ts";
import { loggedError } from "./logged-error.ts";

const database = testDatabase();
const VALUE = "anna.secret@example.com";
const thrownBy = (statement: string, values: readonly unknown[] = []): Promise<unknown> =>
  database.pool.query(statement, [...values]).then(
    () => undefined,
    (error: unknown) => error,
  );

it("keeps the code and the names of the schema of a broken constraint, not its key", async () => {
  const add = () => thrownBy("insert into operators (email, password_hash) values ($1, $1)", [VALUE]);
  await add();
  const error = await add();
  expect(JSON.stringify(error)).toContain(VALUE);
  const logged = loggedError(error);
  expect(logged).toMatchObject({ type: "DatabaseError", code: "23505", table: "operators" });
  expect(logged.constraint).toMatch(/^operators_/);
  expect(logged.stack).toMatch(/^at .+/);
  expect(JSON.stringify(logged)).not.toContain(VALUE);
});

it.each([
  ["a value of the wrong type", "select $1::text::integer", "22P02"],
  ["an exception of a function", `do $$ begin raise exception '${VALUE}' using detail = '${VALUE}'; end $$`, "P0001"],
])("says nothing of the message of %s", async (_, statement, code) => {
  const error = await thrownBy(statement, statement.includes("$1") ? [VALUE] : []);
  expect(String(error)).toContain(VALUE);
  const logged = loggedError(error);
  expect(logged).toMatchObject({ code });
  expect(logged).not.toHaveProperty("message");
  expect(JSON.stringify(logged)).not.toContain(VALUE);
});

it("keeps the message of a statement that names what is not there", async () =>
  expect(loggedError(await thrownBy("select 1 from not_there"))).toMatchObject({
    code: "42P01",
    message: 'relation "not_there" does not exist',
  }));

it("keeps what the system was asked for, and whom", async () => {
  const [error] = (await once(
    connect({ host: "127.0.0.1", port: 9 }).on("connect", () => undefined),
    "error",
  )) as [Error];
  expect(loggedError(error)).toMatchObject({ message: "connect ECONNREFUSED", address: "127.0.0.1", port: 9 });
});

it.each([
  ["text that is no JSON", () => JSON.parse(VALUE) as unknown],
  ["a text that is no number", () => BigInt(VALUE)],
  ["an address that is none", () => new URL(`${VALUE}?a=1`)],
])("keeps the type and the place of a failure with %s, not its words", (_, fail) => {
  let logged;
  try {
    fail();
  } catch (error) {
    logged = loggedError(Object.assign(error as Error, { input: VALUE }));
  }
  expect(logged).toMatchObject({ type: expect.stringMatching(/Error$/), stack: expect.stringMatching(/^at /) });
  expect(JSON.stringify(logged)).not.toContain("anna");
});

it("keeps a sentence of ours, and looks at its causes in the same way", () => {
  const cause = new AggregateError([new Error(VALUE), new Error(`lines\n    at ${VALUE}`)], VALUE);
  const logged = loggedError(new DatabaseError("url-unreachable", "the database cannot be used", { cause }));
  expect(logged).toMatchObject({
    message: "the database cannot be used",
    cause: { type: "AggregateError", errors: [{ type: "Error" }, { type: "Error" }] },
  });
  expect(JSON.stringify(logged)).not.toContain(VALUE);
});

it.each([VALUE, null, 7, { detail: VALUE }])("says of %j that was thrown only what type it has", (thrown) =>
  expect(loggedError(thrown)).toEqual({ type: typeof thrown }),
);
