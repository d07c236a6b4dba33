import { once } from "node:events";
import { Agent, request, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { connect } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { createApiKey } from "../../runtime/index.ts";
import { allIsStored } from "../testing/all-is-stored.ts";
import { readStored } from "../testing/read-stored.ts";
import { serverTester } from "../testing/server-tester.ts";

// What the reference system's trackers put on the wire, as their requests were read: every field that they always send, empty
// where the application set nothing; times in UTC with milliseconds; nested values as each library writes them.

const tester = serverTester();

const TIME = "eventTime=2026-11-20%2010%3A00%3A00.125";
const TIME_PLUS = "eventTime=2026-11-20+10%3A00%3A00.125";
const NOTHING_SET = "userAgent=&browserLanguage=&httpMethod=&httpReferer=";
const ALWAYS = {
  userName: "anna",
  eventTime: "2026-11-20 10:00:00.125",
  ipAddress: "85.10.20.30",
  url: "/account",
  eventType: "page_view",
};
const SHOES = { fieldId: "q", value: "shoes" };
const CHANGE = { field_id: "iban", field_name: "IBAN", old_value: "A", new_value: "B" };

const FORM = "application/x-www-form-urlencoded";
const EMPTY = [
  ...["firstName", "lastName", "fullName", "pageTitle", "phoneNumber", "emailAddress", "userCreated", "eventType"],
  ...[
    "httpCode",
    "httpMethod",
    "httpReferer",
    "userAgent",
    "browserLanguage",
    "payload",
    "fieldHistory",
    "blacklisting",
  ],
];

interface Case {
  readonly body: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly messages?: readonly string[];
}

const NODE = `userName=anna&${TIME}&ipAddress=85.10.20.30&${NOTHING_SET}&url=%2Faccount`;
const PYTHON = `userName=anna&${TIME_PLUS}&ipAddress=85.10.20.30&url=%2Faccount`;
const PHP = `userName=anna&${TIME_PLUS}&ipAddress=85.10.20.30&userAgent=&browserLanguage=&httpMethod=GET&httpReferer=&url=%2Faccount`;

const CASES: Readonly<Record<string, Case>> = {
  "a view, from Node": { body: `${NODE}&eventType=page_view`, event: ALWAYS },
  "a search, from Node": {
    body: `${NODE}&eventType=page_search&payload%5Bfield_id%5D=q&payload%5Bvalue%5D=shoes`,
    event: { ...ALWAYS, eventType: "page_search", payload: SHOES },
  },
  "a list of one search, from Node": {
    body: `${NODE}&eventType=page_search&payload%5B0%5D%5Bfield_id%5D=q&payload%5B0%5D%5Bvalue%5D=shoes`,
    event: { ...ALWAYS, eventType: "page_search", payload: SHOES },
  },
  "an edit, from Node": {
    body: `${NODE}&eventType=field_edit&fieldHistory%5B0%5D%5Bfield_id%5D=iban&fieldHistory%5B0%5D%5Bnew_value%5D=B&fieldHistory%5B0%5D%5Bfield_name%5D=IBAN&fieldHistory%5B0%5D%5Bold_value%5D=A`,
    event: { ...ALWAYS, eventType: "field_edit", fieldHistory: [CHANGE] },
  },
  "every field that can be empty, from Node": {
    body: [`userName=anna&${TIME}&ipAddress=85.10.20.30&url=%2Faccount`, ...EMPTY.map((name) => `${name}=`)].join("&"),
    event: ALWAYS,
  },
  "changes below each other, from Node": {
    body: `${NODE}&eventType=field_edit&${[0, 1].map((n) => `fieldHistory%5B${n}%5D%5Bfield_id%5D=f${n}&fieldHistory%5B${n}%5D%5Bnew_value%5D=&fieldHistory%5B${n}%5D%5Bparent_id%5D=form`).join("&")}`,
    event: {
      ...ALWAYS,
      eventType: "field_edit",
      fieldHistory: [0, 1].map((n) => ({ field_id: `f${n}`, new_value: "", parent_id: "form" })),
    },
  },
  "an address of IPv4 inside IPv6, from Node": {
    body: NODE.replace("85.10.20.30", "%3A%3Affff%3A85.10.20.30"),
    event: ALWAYS,
  },
  "a view, from Python": { body: `${PYTHON}&eventType=page_view`, event: ALWAYS },
  "a failed login, from Python": {
    body: `${PYTHON}&emailAddress=anna%40berg.example.com&eventType=account_login_fail&httpCode=401`,
    event: { ...ALWAYS, eventType: "account_login_fail", httpCode: 401, emailAddress: "anna@berg.example.com" },
  },
  "an e-mail change as JSON text, from Python": {
    body: `${PYTHON}&eventType=account_email_change&payload=%7B%22new_value%22%3A+%22n%40berg.example.com%22%2C+%22old_value%22%3A+%22o%40berg.example.com%22%7D`,
    event: {
      ...ALWAYS,
      eventType: "account_email_change",
      payload: { newValue: "n@berg.example.com", oldValue: "o@berg.example.com" },
    },
  },
  // Its library writes the names of a dictionary and leaves the values at home.
  "a search of which only names were sent, from Python": {
    body: `${PYTHON}&eventType=page_search&payload=field_id&payload=value`,
    event: { ...ALWAYS, eventType: "page_search" },
    messages: ["payload validation error on `null`"],
  },
  "an edit of which only names were sent, from Python": {
    body: `${PYTHON}&eventType=field_edit&fieldHistory=field_id&fieldHistory=new_value`,
    event: { ...ALWAYS, eventType: "field_edit" },
    messages: ["fieldHistory validation error on `null`"],
  },
  "a visitor, from PHP": {
    body: PHP.replace("userName=anna", "userName=85.10.20.%2A").concat("&eventType=page_view"),
    event: { ...ALWAYS, userName: "85.10.20.*", httpMethod: "GET" },
  },
  "a visitor with IPv6, from PHP": {
    body: PHP.replace("userName=anna", "userName=2a02%3A6b8%3A%3A%2A").replace("85.10.20.30", "2a02%3A6b8%3A%3A2"),
    event: { ...ALWAYS, userName: "2a02:6b8::*", ipAddress: "2a02:6b8::2", httpMethod: "GET" },
  },
  "an edit, from PHP": {
    body: `${PHP}&eventType=field_edit&fieldHistory%5B0%5D%5Bfield_id%5D=iban&fieldHistory%5B0%5D%5Bfield_name%5D=IBAN&fieldHistory%5B0%5D%5Bold_value%5D=A&fieldHistory%5B0%5D%5Bnew_value%5D=B`,
    event: { ...ALWAYS, eventType: "field_edit", httpMethod: "GET", fieldHistory: [CHANGE] },
  },
  "an edit as JSON text, from PHP": {
    body: `${PHP}&eventType=field_edit&fieldHistory=${encodeURIComponent(JSON.stringify([CHANGE]))}`,
    event: { ...ALWAYS, eventType: "field_edit", httpMethod: "GET", fieldHistory: [CHANGE] },
  },
  "an edit of one field without its values, from PHP": {
    body: `${PHP}&eventType=field_edit&fieldHistory%5B0%5D%5Bfield_id%5D=iban`,
    event: {
      ...ALWAYS,
      eventType: "field_edit",
      httpMethod: "GET",
      fieldHistory: [{ field_id: "iban", new_value: "unknown" }],
    },
    messages: ['fieldHistory validation error on `[{"field_id":"iban"}]`'],
  },
};

it("takes what the reference system's trackers send, whole", async () => {
  const { rows } = await tester.database.pool.query<{ app_id: number }>("select app_id from apps");
  const names = new Map<number, string>();
  for (const [name, { body }] of Object.entries(CASES)) {
    const app = { appId: rows[0]?.app_id ?? 0, name, rateLimit: null };
    const { key, id } = await createApiKey(tester.server().store, app);
    names.set(id, name);
    // Any 2xx is success to them; they read no body.
    const headers = { "Api-Key": key, "Content-Type": FORM };
    expect(await tester.send("POST", "/sensor/", { headers, body }), name).toMatchObject({ status: 200 });
  }
  await allIsStored(tester.database.pool);
  const stored = await readStored(tester.database.pool);
  const found = [...stored].map(([keyId, request]) => [names.get(keyId), request]);
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.entries(CASES).map(([name, { event, messages = [] }]) => [name, { event, messages }])),
  );
});

async function urlsOf(userName: string): Promise<readonly string[]> {
  await allIsStored(tester.database.pool);
  const { rows } = await tester.database.pool.query<{ url: string }>(
    "select url from events join users using (user_id) where name = $1 order by url",
    [userName],
  );
  return rows.map(({ url }) => url);
}

const viewOf = (userName: string, url: string) =>
  `userName=${encodeURIComponent(userName)}&${TIME}&ipAddress=85.10.20.30&url=${encodeURIComponent(url)}`;

it("is found wherever a tracker's address ends", async () => {
  // With and without a slash, and with `/sensor/`; each tracker adds its own.
  const addresses = ["/sensor/", "/sensor", "//sensor/", "/sensor/sensor/"];
  const headers = { "Api-Key": tester.first().apiKey, "Content-Type": `${FORM}; charset=UTF-8` };
  const answers = await Promise.all(
    addresses.map((path) => tester.send("POST", path, { headers, body: viewOf("found", path) })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await tester.send("POST", "/sensors/", { headers, body: viewOf("found", "/") })).status).toBe(404);
  expect(await urlsOf("found")).toEqual(addresses.toSorted());
});

it("knows visitors by the names that trackers give them", async () => {
  const names = ["N/A", "85.10.20.*", "2a02:6b8::*", "2a02:6b8:0:1:2:3:4:*", "2A02:6B8::1:*", "::*", "fe80::*"];
  const people = ["85.10.20.30", "anna*", "*", "1.2.*", "a:*", "2a02:6b8::1"];
  const headers = { "Api-Key": tester.first().apiKey, "Content-Type": FORM };
  for (const name of [...names, ...people]) await tester.send("POST", "/sensor/", { headers, body: viewOf(name, "/") });
  await allIsStored(tester.database.pool);
  const { rows } = await tester.database.pool.query<{ name: string }>(
    "select name from users where anonymous and name = any($1)",
    [[...names, ...people]],
  );
  expect(rows.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
});

/** A request as a library sends it, piece by piece. */
function post(options: RequestOptions): ClientRequest {
  const headers = { "Api-Key": tester.first().apiKey, "Content-Type": FORM, ...options.headers };
  return request(new URL("/sensor/", tester.server().url), { method: "POST", ...options, headers });
}

async function statusOf(sent: ClientRequest): Promise<number | undefined> {
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  await once(answer.resume(), "end");
  return answer.statusCode;
}

it("reads a body that comes in pieces, without its length", async () => {
  const sent = post({ headers: { "Transfer-Encoding": "chunked" } });
  for (const piece of viewOf("chunked", "/å").match(/.{1,7}/g) ?? []) sent.write(piece);
  sent.end();
  expect(await statusOf(sent)).toBe(200);
  expect(await urlsOf("chunked")).toEqual(["/å"]);
});

it("takes one event after another on a connection that is kept", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const reused: boolean[] = [];
  for (const url of ["/1", "/2", "/3"]) {
    const sent = post({ agent }).end(viewOf("kept", url));
    expect(await statusOf(sent)).toBe(200);
    reused.push(sent.reusedSocket);
  }
  expect(reused).toEqual([false, true, true]);
  expect(await urlsOf("kept")).toEqual(["/1", "/2", "/3"]);
});

it("asks for the body of a sender that waits to be asked", async () => {
  const body = viewOf("polite", "/");
  const sent = post({ headers: { Expect: "100-continue", "Content-Length": String(body.length) } });
  sent.flushHeaders();
  await once(sent, "continue");
  sent.end(body);
  expect(await statusOf(sent)).toBe(200);
  expect(await urlsOf("polite")).toEqual(["/"]);
});

it("answers HTTP/1.0, and closes", async () => {
  const { hostname, port } = new URL(tester.server().url);
  const body = viewOf("old", "/");
  const head = [`POST /sensor/ HTTP/1.0`, `Api-Key: ${tester.first().apiKey}`, `Content-Type: ${FORM}`];
  const socket = connect(Number(port), hostname).setEncoding("utf8");
  socket.write(`${[...head, `Content-Length: ${body.length}`].join("\r\n")}\r\n\r\n${body}`);
  let answer = "";
  for await (const text of socket) answer += String(text);
  expect(answer).toMatch(/^HTTP\/1[.]1 200 OK\r\n/);
  expect(await urlsOf("old")).toEqual(["/"]);
});
