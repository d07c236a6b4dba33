import fc from "fast-check";
import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { arrayLiteral } from "./array-literal.ts";

const database = testDatabase();

it("writes what PostgreSQL reads back, whatever the text", async () => {
  const text = fc.string({ unit: fc.constantFrom(..."\\\"{},'N \nUL", "ö", "😀", "NULL") });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
      const { rows } = await database.pool.query<{ read: unknown }>("select $1::text[] as read", [
        arrayLiteral(values, "text"),
      ]);
      expect(rows).toEqual([{ read: values }]);
    }),
  );
});

it.each([
  ["bigint", ["9007199254740993", null], ["9007199254740993", null]],
  ["integer", [1, -2], [1, -2]],
  ["boolean", [true, false, null], [true, false, null]],
  ["inet", ["10.0.0.1", "2001:db8::1"], ["10.0.0.1", "2001:db8::1"]],
] as const)("writes %s without quotes", async (type, values, read) => {
  const { rows } = await database.pool.query<{ read: unknown }>(`select $1::${type}[] as read`, [
    arrayLiteral(values, type),
  ]);
  expect(rows).toEqual([{ read }]);
});

it("holds arrays as elements of an array of texts", async () => {
  const inner = arrayLiteral(["a", 'b"c', "d\\e"], "text");
  const { rows } = await database.pool.query("select x::text[] as read from unnest($1::text[]) x", [
    arrayLiteral([inner], "text"),
  ]);
  expect(rows).toEqual([{ read: ["a", 'b"c', "d\\e"] }]);
});
