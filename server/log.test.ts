import Fastify, { type FastifyBaseLogger } from "fastify";
import { expect, it } from "vitest";
import { createLog } from "./log.ts";
import { listening } from "./testing/listening.ts";

function logger() {
  const lines: string[] = [];
  return { lines, log: createLog("debug", { write: (line) => void lines.push(line) }) };
}

it("writes no key, cookie or password", () => {
  const { lines, log } = logger();
  log.info(
    {
      headers: { "api-key": "SECRET-1", cookie: "SECRET-2", authorization: "SECRET-3", host: "a.example" },
      body: { password: "SECRET-4", key: "SECRET-5" },
    },
    "a request",
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("a.example");
  expect(lines[0]).not.toContain("SECRET");
});

it.each([
  ["under the usual name", (error: Error) => [{ err: error }, "it failed"] as const, "it failed"],
  ["under another name", (error: Error) => [{ reason: error }, "it failed"] as const, "it failed"],
  ["alone", (error: Error) => [error] as const, "something failed"],
  ["without a sentence", (error: Error) => [{ err: error }] as const, "something failed"],
  ["with its own message", (error: Error) => [{ err: error }, error.message] as const, "something failed"],
])("writes of an error %s neither message nor details", (_, said, sentence) => {
  const { lines, log } = logger();
  const [details, message] = said(Object.assign(new Error("SECRET"), { detail: "SECRET", code: "23505" }));
  log.error(details, message);
  log.child({ reqId: "r" }).error(details, message);
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({ level: "error", msg: sentence });
    expect(line).toContain("23505");
    expect(line).not.toContain("SECRET");
  }
});

it("writes the route of a request, not its address, when the framework logs one", async () => {
  const { lines, log } = logger();
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({ loggerInstance });
  app.get("/users/:name", () => {
    throw new Error("SECRET");
  });
  const url = await listening(app);
  const before = lines.length;
  expect((await fetch(`${url}/users/SECRET?search=SECRET`)).status).toBe(500);
  const written = lines.slice(before).join("");
  expect(written).toContain('"route":"/users/:name"');
  expect(written).not.toContain("SECRET");
});
