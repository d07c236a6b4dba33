import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, it } from "vitest";
import { z } from "zod";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
const Content = z.object({ content: z.object({ "application/json": z.object({ schema: z.looseObject({}) }) }) });
const Document = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ requestBody: Content, responses: z.record(z.string(), z.looseObject({})) })),
  ),
});

const EVENT = { userName: "anna", ipAddress: "85.10.20.30", url: "/", eventTime: "2026-11-20T10:00:00Z" };

async function operation(path: string) {
  const { json } = await tester.send("GET", "/api/v1/openapi.json");
  const found = Document.parse(json).paths[path]?.["post"];
  if (found === undefined) throw new Error(`${path} is not in the document`);
  const check = (schema: object) => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    return ajv.compile(schema);
  };
  return {
    body: check(found.requestBody.content["application/json"].schema),
    answer: (status: number) =>
      check(Content.parse(found.responses[String(status)]).content["application/json"].schema),
  };
}

it("is a valid document of what applications may ask, and of nothing else", async () => {
  const { status, json } = await tester.send("GET", "/api/v1/openapi.json");
  expect(status).toBe(200);
  const checked = await new Validator().validate(z.record(z.string(), z.unknown()).parse(json));
  expect(checked).toEqual({ valid: true });
  expect(Object.keys(Document.parse(json).paths).sort()).toEqual(["/api/v1/blacklist/search", "/api/v1/events"]);
});

it("describes events and their answers as they are", async () => {
  const { body, answer } = await operation("/api/v1/events");
  const send = (events: readonly unknown[], query = "") =>
    tester.send("POST", `/api/v1/events${query}`, { headers: { "api-key": tester.first().apiKey }, json: { events } });
  for (const [event, valid] of [
    [EVENT, true],
    [{ ...EVENT, colour: "red" }, false],
    [{ ...EVENT, eventTime: "yesterday" }, false],
    [{ ...EVENT, eventType: "dance" }, false],
  ] as const) {
    expect(body({ events: [event] })).toBe(valid);
    const { status, json } = await send([event], "?decide=true");
    expect(status).toBe(valid ? 200 : 400);
    expect(answer(status)(json)).toBe(true);
  }
  expect(answer(200)({ outcomes: [{ outcome: "lost" }] })).toBe(false);
});

it("describes a question about the blacklist as it is answered", async () => {
  const { body, answer } = await operation("/api/v1/blacklist/search");
  const headers = { "api-key": tester.first().apiKey };
  const { json } = await tester.send("POST", "/api/v1/blacklist/search", { headers, json: { value: "anna" } });
  expect([body({ value: "anna" }), answer(200)(json), body({})]).toEqual([true, true, false]);
});
