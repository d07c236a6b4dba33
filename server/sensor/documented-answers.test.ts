import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { SENSOR_FIELDS } from "../../runtime/ingest/raw-fields.ts";
import { LIMITS, REQUIRED_FIELDS } from "../../runtime/ingest/parse-sensor-request.ts";
import { EVENT_TYPES } from "../../dsl/types/enumerations.ts";
import { createApiKey } from "../../runtime/index.ts";
import { databaseGate } from "../../test/database/database-gate.ts";
import { allIsStored } from "../testing/all-is-stored.ts";
import { serverTester, type Answer } from "../testing/server-tester.ts";

const PAGE = readFileSync(new URL("../../docs/sensor.md", import.meta.url), "utf8");
const gate = databaseGate();
const QUEUE_MB = 8;
const LARGEST_BODY = 256 * 1024;
const tester = serverTester({ TOCSIN_QUEUE_MB: String(QUEUE_MB) }, gate);

const EVENT = { userName: "anna", ipAddress: "203.0.113.7", url: "/", eventTime: "2026-11-20 10:00:00" };
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const withKey = () => ({ "api-key": tester.first().apiKey });

/** The cells of a table of the page, by the heading above it. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section = PAGE.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
const plain = (cell = ""): string => cell.replaceAll(/^`+|`+$/g, "").trim();

const sendType = (type: string, body: string) =>
  tester.send("POST", "/sensor/", { headers: { ...withKey(), "content-type": type }, body });

async function without(table: string, work: () => Promise<Answer>): Promise<Answer> {
  await allIsStored(tester.database.pool);
  await tester.database.pool.query(`alter table ${table} rename to away`);
  const answer = await work();
  await tester.database.pool.query(`alter table away rename to ${table}`);
  return answer;
}

async function withoutDatabase(work: () => Promise<Answer>): Promise<Answer> {
  await gate.shut();
  const answer = await work();
  await gate.reopen();
  return answer;
}

/** Announces more bytes than the server may hold, and sends none of them. */
async function whileFull(work: () => Promise<Response>): Promise<Answer> {
  const { hostname, port } = new URL(tester.server().url);
  const head = `POST /sensor/ HTTP/1.1\r\nHost: tocsin\r\nContent-Type: application/json\r\nContent-Length: ${LARGEST_BODY}\r\n\r\n`;
  const sockets = Array.from({ length: QUEUE_MB * 4 }, () => connect({ host: hostname, port: Number(port) }));
  try {
    for (const socket of sockets) {
      socket.on("error", () => undefined);
      socket.write(head);
    }
    for (;;) {
      const answer = await work();
      const text = await answer.text();
      if (answer.status === 503) return { status: answer.status, headers: answer.headers, text, json: undefined };
    }
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

/** 200 pass in 20 seconds; the one after them is answered. */
async function overTheLimit(ask: (key: string) => Promise<Answer>): Promise<Answer> {
  const { rows } = await tester.database.pool.query<{ app_id: number }>("select app_id from apps");
  const appId = rows[0]?.app_id ?? 0;
  const { key } = await createApiKey(tester.server().store, { appId, name: "limited", rateLimit: "reference" });
  await Promise.all(Array.from({ length: 200 }, () => ask(key)));
  return ask(key);
}

const EVENTS: Readonly<Record<string, () => Promise<Answer>>> = {
  "the event is stored": () => tester.sendEvent(EVENT),
  "a required field is missing or empty; the first one is named": () => tester.sendEvent({ ...EVENT, url: "" }),
  "the JSON breaks off or names a prototype": () => sendType("application/json", '{"userName":'),
  "there is no key": () => tester.send("POST", "/sensor/", { headers: FORM, body: "userName=anna" }),
  "the key is unknown or revoked": () => tester.sendEvent(EVENT, { "api-key": "unknown" }),
  "another method": () => tester.send("PUT", "/sensor/", { headers: withKey() }),
  "more than 256 KB": () => sendType(FORM["content-type"], `url=${"x".repeat(256 * 1024)}`),
  "any other type of body, multipart among them": () => sendType("multipart/form-data; boundary=b", "--b--\r\n"),
  "the key has a limit and is over it; `Retry-After` has the seconds": () =>
    overTheLimit((key) => tester.sendEvent(EVENT, { "api-key": key })),
  "a fault of the server; its log has the details": () => without("events", () => tester.sendEvent(EVENT)),
  "the database cannot be reached, or cannot work; send the event again": () =>
    withoutDatabase(() => tester.sendEvent(EVENT)),
  "more waits for the database than the server may hold; send the event again": () =>
    whileFull(() => fetch(`${tester.server().url}/sensor/`, { method: "POST", body: new URLSearchParams(EVENT) })),
};

const SEARCH = "/api/v1/blacklist/search";
const search = (json: unknown = { value: "anna" }, headers: Readonly<Record<string, string>> = withKey()) =>
  tester.send("POST", SEARCH, { headers, json });

const SEARCHES: Readonly<Record<string, () => Promise<Answer>>> = {
  "the value is not listed": () => search(),
  "the header is missing": () => search(undefined, {}),
  "the key is empty, unknown or revoked": () => search(undefined, { "api-key": "" }),
  "the body has no value that is a text or a number": () => search({ value: null }),
  "another method": () => tester.send("GET", SEARCH, { headers: withKey() }),
  "the key has a limit and is over it; `Retry-After` has the seconds": () =>
    overTheLimit((key) => search(undefined, { "api-key": key })),
  "a fault of the server": () => without("phones", () => search()),
  "the database cannot be reached, or cannot work; `Retry-After` has the seconds": () =>
    withoutDatabase(() => search()),
};

it.each([
  ["Answers", EVENTS],
  ["Asking the blacklist", SEARCHES],
])("answers as the page says: %s", async (heading, requests) => {
  const rows = tableUnder(heading);
  expect(rows.map(([, , when]) => when)).toEqual(Object.keys(requests));
  for (const [status, body, when = ""] of rows) {
    const answer = await requests[when]?.();
    expect([String(answer?.status), answer?.text], when).toEqual([status, plain(body)]);
  }
  expect(await tester.sendEvent(EVENT)).toMatchObject({ status: 200 });
});

it("describes every field, with its limit", () => {
  const limits: Readonly<Record<string, number | undefined>> = LIMITS;
  const required: readonly string[] = REQUIRED_FIELDS;
  expect(tableUnder("Fields").map(([field, limit, text]) => [field, limit, text?.startsWith("**Required.**")])).toEqual(
    SENSOR_FIELDS.map((name) => [`\`${name}\``, String(limits[name] ?? ""), required.includes(name)]),
  );
});

it("names every event type", () => {
  const [, text = ""] = /Event types: ([^.]+)\./.exec(PAGE) ?? [];
  expect(text.split(/,\s+/).map(plain)).toEqual([...EVENT_TYPES]);
});

const CORRECTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "an `ipAddress` that is none": { ipAddress: "999.1.1.1" },
  "an `eventTime` in another form, or before 1990": { eventTime: "2026-11-20T10:00:00Z" },
  "an `eventTime` more than five minutes ahead": { eventTime: "2099-01-01 00:00:00" },
  "a `userCreated` in another form": { userCreated: "bad" },
  "an `emailAddress` that is none": { emailAddress: "not-an-email" },
  "an `httpCode` that is no number": { httpCode: "-1" },
  "a text over its limit": { phoneNumber: "+4712345678901234567" },
  "a search without a `payload`": { eventType: "page_search" },
  "a name that is none of the fields": { colour: "red" },
  "a change without its new value": { eventType: "field_edit", fieldHistory: '[{"field_id":"a"}]' },
};

it("corrects as the page says", async () => {
  const rows = tableUnder("Corrections");
  expect(rows.map(([sent]) => sent)).toEqual(Object.keys(CORRECTED));
  for (const [sent = "", , message = ""] of rows) {
    await tester.database.pool.query("truncate logbook");
    expect(await tester.sendEvent({ ...EVENT, ...CORRECTED[sent] })).toMatchObject({ status: 200 });
    const { rows: lines } = await tester.database.pool.query(
      "select outcome, messages from logbook where event_id is not null",
    );
    expect(lines).toEqual([{ outcome: "corrected", messages: [message.slice(2, -2).trim()] }]);
  }
});
