import fc from "fast-check";
import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { compileRaw, createStore } from "./store.ts";
import { readTextColumn, textColumn } from "./text-column.ts";

const database = testDatabase();

async function read(values: readonly (string | null)[]): Promise<unknown> {
  const { sql, parameters } = compileRaw(createStore(database.pool), readTextColumn(textColumn(values)));
  const { rows } = await database.pool.query(`select ${sql} as read`, [...parameters]);
  return rows[0]?.read;
}

it("writes what PostgreSQL reads back, whatever the text", async () => {
  const text = fc.string({ unit: fc.constantFrom(..."\\\"{},'N \n\u001E\u001D", "ö", "😀", "NULL") });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text), { minLength: 1 }), async (values) => {
      expect(await read(values)).toEqual(values);
    }),
  );
});

it.each([[[""]], [["", ""]], [[null]], [["", null]]])("keeps apart %j", async (values) => {
  expect(await read(values)).toEqual(values);
});

it("writes no values as no array", async () => expect(await read([])).toBeNull());
