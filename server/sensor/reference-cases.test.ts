import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { expect, it } from "vitest";
import { z } from "zod";
import { createApiKey } from "../../runtime/index.ts";
import { allIsStored } from "../testing/all-is-stored.ts";
import { readStored } from "../testing/read-stored.ts";
import { serverTester, type Answer } from "../testing/server-tester.ts";

/** What a system made of a request. `stored` has what differs from the complete request; null: nothing was stored. */
const Outcome = z.strictObject({
  answer: z.int(),
  text: z.string().default(""),
  /** Of the logbook: what was corrected or refused. */
  messages: z.array(z.string()).default([]),
  stored: z.record(z.string(), z.unknown()).nullable(),
});
type Outcome = z.infer<typeof Outcome>;

const ReferenceCase = z.strictObject({
  case: z.int(),
  name: z.string(),
  request: z.strictObject({
    method: z.string().default("POST"),
    path: z.string().default("/sensor/"),
    contentType: z.string().default("application/x-www-form-urlencoded"),
    headers: z.record(z.string(), z.string()).default({}),
    apiKey: z.enum(["valid", "other"]).default("valid"),
    /** What differs from the complete request; null: not sent. */
    fields: z.record(z.string(), z.string().nullable()).optional(),
    /** In the place of fields. */
    body: z.string().optional(),
  }),
  there: Outcome,
  here: Outcome,
  /** Rows of "Differences from the reference system" in docs/sensor.md. */
  why: z.array(z.string()),
});
type ReferenceCase = z.infer<typeof ReferenceCase>;

const read = (url: string): string => readFileSync(new URL(url, import.meta.url), "utf8");
const cases = read("testing/reference-cases.ndjson")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => ReferenceCase.parse(JSON.parse(line)));

const COMPLETE = {
  ipAddress: "85.10.20.30",
  url: "/app/home",
  eventTime: "2026-11-20 10:00:00.000",
  userAgent:
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
  browserLanguage: "en-US",
  httpMethod: "GET",
  httpCode: "200",
  eventType: "page_view",
};

const tester = serverTester();

/** Each case under a key of its own, by which the logbook tells them apart. */
async function send({ case: number, name, request }: ReferenceCase): Promise<{ answer: Answer; keyId: number }> {
  const { rows } = await tester.database.pool.query<{ app_id: number }>("select app_id from apps");
  const app = { appId: rows[0]?.app_id ?? 0, name, rateLimit: null };
  const { key, id } = await createApiKey(tester.server().store, app);
  const sent = Object.entries({ ...COMPLETE, userName: userOf(number), ...request.fields });
  const form = new URLSearchParams();
  for (const [field, value] of sent) if (value !== null) form.set(field, value);
  const answer = await tester.send(request.method, request.path, {
    headers: {
      "api-key": request.apiKey === "valid" ? key : "other",
      "content-type": request.contentType,
      ...request.headers,
    },
    ...(request.method === "GET" ? {} : { body: request.body ?? form.toString() }),
  });
  return { answer, keyId: id };
}

const userOf = (number: number): string => `case-${String(number).padStart(3, "0")}`;

/** What is left of a complete request. */
const storedComplete = (number: number): Record<string, unknown> => ({
  ...COMPLETE,
  userName: userOf(number),
  httpCode: 200,
});

it("makes of every request of the reference system's cases what the table says", async () => {
  const started = Date.now();
  const answers = new Map<ReferenceCase, Awaited<ReturnType<typeof send>>>();
  for (const each of cases) answers.set(each, await send(each));
  await allIsStored(tester.database.pool);
  const outcomes = async () => {
    const logbook = await readStored(tester.database.pool);
    return cases.map((each) => {
      const { answer, keyId } = answers.get(each) ?? {};
      const logged = logbook.get(keyId ?? 0);
      return { case: each.case, answer: answer?.status, text: answer?.text, ...describe(logged, each.case, started) };
    });
  };
  // Lines of refused requests are written aside.
  await expect.poll(outcomes).toEqual(cases.map(({ case: number, here }) => ({ case: number, ...here })));
});

function describe(
  logged:
    { readonly messages: readonly string[]; readonly event: Readonly<Record<string, unknown>> | null } | undefined,
  number: number,
  started: number,
): Pick<Outcome, "messages" | "stored"> {
  if (logged === undefined) return { messages: [], stored: null };
  const messages = [...logged.messages];
  if (logged.event === null) return { messages, stored: null };
  const event = { ...logged.event };
  const time = Date.parse(`${String(event["eventTime"]).replace(" ", "T")}Z`);
  if (time >= started && time <= Date.now()) event["eventTime"] = "arrival";
  const complete = storedComplete(number);
  const names = [...new Set([...Object.keys(complete), ...Object.keys(event)])];
  const differing = names.filter((name) => !isDeepStrictEqual(event[name], complete[name]));
  return { messages, stored: Object.fromEntries(differing.map((name) => [name, event[name] ?? null])) };
}

it("differs from the reference system only where docs/sensor.md says so", () => {
  const section = read("../../docs/sensor.md").split("\n## Differences from the reference system\n")[1] ?? "";
  const rows = new Set([...section.matchAll(/^\| ([^|]+) \|/gm)].map(([, first]) => first));
  for (const { case: number, there, here, why } of cases) {
    // A stored event is answered with 204 there.
    const answer = there.answer === 204 && here.answer === 200 ? 200 : there.answer;
    const same = isDeepStrictEqual({ ...there, answer }, here);
    expect(why.length === 0, `case ${number} names a reason if it differs`).toBe(same);
    for (const row of why) expect(rows, `case ${number}`).toContain(row);
  }
});
