import { Pool } from "pg";
import { expect, it } from "vitest";
import { IngestFull, IngestUnavailable } from "../runtime/index.ts";
import { ServerBusy, unavailability } from "./unavailable.ts";

it("knows a refused connection", async () => {
  const pool = new Pool({ host: "127.0.0.1", port: 9, connectionTimeoutMillis: 2000 });
  const error: unknown = await pool.query("select 1").catch((thrown: unknown) => thrown);
  expect(unavailability(error)).toBe("database");
  await pool.end();
});

it("knows a missing socket", async () => {
  const pool = new Pool({ host: "/nowhere/at/all" });
  const error: unknown = await pool.query("select 1").catch((thrown: unknown) => thrown);
  expect(unavailability(error)).toBe("database");
  await pool.end();
});

it.each([
  ["a database that shuts down", Object.assign(new Error("terminating connection"), { code: "57P01" }), "database"],
  ["a broken connection", new Error("Connection terminated unexpectedly"), "database"],
  ["ingest that is closed", new IngestUnavailable("closed"), "database"],
  ["a cause", new Error("scoring failed", { cause: Object.assign(new Error(""), { code: "ECONNRESET" }) }), "database"],
  ["a disk without space", Object.assign(new Error("could not extend file"), { code: "53100" }), "database"],
  ["a statement that took too long", Object.assign(new Error("canceling statement"), { code: "57014" }), "database"],
  ["a connection that could not be made in time", new Error("timeout expired"), "database"],
  ["a network that has gone silent", new Error("Query read timeout"), "database"],
  ["a name that cannot be found now", Object.assign(new Error("getaddrinfo"), { code: "EAI_AGAIN" }), "database"],
  ["ingest that is full", new IngestFull("full"), "busy"],
  ["a server that is too slow", new ServerBusy(), "busy"],
  ["a mistake of ours with a response", Object.assign(new Error(""), { code: "ERR_HTTP_HEADERS_SENT" }), null],
  ["a wrong statement", Object.assign(new Error("syntax error"), { code: "42601" }), null],
  ["our own bug", new TypeError("x is undefined"), null],
  ["no error at all", "57P01", null],
])("judges %s", (_, error, expected) => expect(unavailability(error)).toBe(expected));
