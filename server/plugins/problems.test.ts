import Fastify from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "../app-error.ts";
import { listening } from "../testing/listening.ts";
import { answerProblem } from "./problems.ts";

async function answering(fail: () => unknown): Promise<(body?: unknown, type?: string) => Promise<[number, unknown]>> {
  const app = Fastify({ bodyLimit: 1000 }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  const schema = { body: z.object({ count: z.int() }), response: { 200: z.object({ done: z.boolean() }) } };
  app.post("/", { schema }, async () => fail() as { done: boolean }); // what a handler with a bug returns
  const url = await listening(app);
  return async (body = { count: 1 }, type = "application/json") => {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": type },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return [answer.status, await answer.json()];
  };
}

it("says a refusal in its own words", async () => {
  const post = await answering(() => {
    throw new AppError("not_found", "There is no such user");
  });
  expect(await post()).toEqual([404, { code: "not_found", message: "There is no such user" }]);
});

it("names the part of a body that is wrong", async () => {
  const post = await answering(() => ({ done: true }));
  const [status, problem] = await post({ count: "many" });
  expect(status).toBe(400);
  expect(problem).toMatchObject({ code: "invalid_request", message: expect.stringMatching(/^body\/count: /) });
});

it.each([
  ["{", "application/json", 400, "invalid_request"],
  ["x".repeat(2000), "application/json", 413, "too_large"],
  ["a=b", "application/x-www-form-urlencoded", 415, "unsupported_media_type"],
])("refuses the body %.5s… of %s with %i", async (body, type, expected, code) => {
  const [status, problem] = await (await answering(() => ({ done: true })))(body, type);
  expect(status).toBe(expected);
  expect(problem).toMatchObject({ code });
});

it("never shows the inside of a failure", async () => {
  const post = await answering(() => {
    throw Object.assign(new Error('relation "secret_table" does not exist'), { code: "42P01", detail: "password=1" });
  });
  const [status, problem] = await post();
  expect(status).toBe(500);
  expect(JSON.stringify(problem)).not.toMatch(/secret_table|password|42P01/);
  expect(problem).toMatchObject({ code: "internal" });
});

it("answers an answer that breaks its contract like a bug", async () => {
  const [status, problem] = await (await answering(() => ({ done: "yes", inside: 1 })))();
  expect(status).toBe(500);
  expect(problem).toMatchObject({ code: "internal" });
});

it("tells callers to come back while the database is away", async () => {
  const post = await answering(() => {
    throw Object.assign(new Error("connect ECONNREFUSED 10.0.0.1:5432"), { code: "ECONNREFUSED" });
  });
  const [status, problem] = await post();
  expect(status).toBe(503);
  expect(JSON.stringify(problem)).not.toContain("10.0.0.1");
});
