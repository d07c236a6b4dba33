import { Pool } from "pg";
import { expect, it } from "vitest";
import { IngestUnavailable } from "../runtime/index.ts";
import { isUnavailable } from "./unavailable.ts";

it("knows a refused connection", async () => {
  const pool = new Pool({ host: "127.0.0.1", port: 9, connectionTimeoutMillis: 2000 });
  const error: unknown = await pool.query("select 1").catch((thrown: unknown) => thrown);
  expect(isUnavailable(error)).toBe(true);
  await pool.end();
});

it("knows a missing socket", async () => {
  const pool = new Pool({ host: "/nowhere/at/all" });
  const error: unknown = await pool.query("select 1").catch((thrown: unknown) => thrown);
  expect(isUnavailable(error)).toBe(true);
  await pool.end();
});

it.each([
  ["a database that shuts down", Object.assign(new Error("terminating connection"), { code: "57P01" }), true],
  ["a broken connection", new Error("Connection terminated unexpectedly"), true],
  ["ingest that is closed", new IngestUnavailable("closed"), true],
  ["a cause", new Error("scoring failed", { cause: Object.assign(new Error(""), { code: "ECONNRESET" }) }), true],
  ["a wrong statement", Object.assign(new Error("syntax error"), { code: "42601" }), false],
  ["our own bug", new TypeError("x is undefined"), false],
  ["no error at all", "57P01", false],
])("judges %s", (_, error, expected) => expect(isUnavailable(error)).toBe(expected));
