import { expect, it, onTestFinished } from "vitest";
import { webServer, type Site } from "../testing/web-server.ts";
import { createBreach } from "./breach.ts";

const PATH = "/v3/breachedaccount/anna%40shop.com?truncateResponse=false";
const DAY = 86_400_000;

async function service(site: Site, key: string | null = "0123456789abcdef") {
  const server = await webServer(site);
  onTestFinished(() => server.close());
  const provider = createBreach({ url: new URL(`${server.url}/v3`), key });
  return { server, ask: (ms = 5000) => provider.ask("anna@shop.com", AbortSignal.timeout(ms)) };
}

it("tells the first breach, by the key, and takes neither spam lists nor made-up breaches for one", async () => {
  const { server, ask } = await service({
    [PATH]: {
      body: [
        { Name: "Late", BreachDate: "2020-05-01", IsFabricated: false, IsSpamList: false },
        { Name: "First", BreachDate: "2016-08-31", IsFabricated: false, IsSpamList: false },
        { Name: "Spam", BreachDate: "2012-01-01", IsFabricated: false, IsSpamList: true },
        { Name: "Invented", BreachDate: "2011-01-01", IsFabricated: true, IsSpamList: false },
      ],
    },
  });
  expect(await ask()).toEqual({
    kind: "told",
    facts: { breached: true, first_breach: "2016-08-31T00:00:00.000Z" },
    keptMs: 30 * DAY,
  });
  expect(server.asked).toMatchObject([
    { path: PATH, headers: { "hibp-api-key": "0123456789abcdef", "user-agent": "tocsin" } },
  ]);
});

it("tells that an address is in no breach when it is not found, and when it is on spam lists alone", async () => {
  const none = { kind: "told", facts: { breached: false, first_breach: null }, keptMs: 3 * DAY };
  const { ask, server } = await service({}, null);
  expect(await ask()).toEqual(none);
  expect(server.asked[0]?.headers).not.toHaveProperty("hibp-api-key");
  const spam = await service({ [PATH]: { body: [{ BreachDate: "2012-01-01", IsSpamList: true }] } });
  expect(await spam.ask()).toEqual(none);
});

it("asks nothing more once its key is refused, and does not say the key", async () => {
  const { ask, server } = await service({ [PATH]: { status: 401 } });
  const host = new URL(server.url).host;
  expect(await ask()).toEqual({
    kind: "refused",
    sentence: `${host} refuses the key of TOCSIN_HIBP_KEY: breaches are not asked for`,
  });
});

it.each([
  ["anna@shop.com", "anna@shop.com"],
  ["anna@example.com", null],
  ["anna@printer.local", null],
])("asks about %s: %s", (address, subject) => {
  const { subjectOf } = createBreach({ url: new URL("https://breaches.example.net"), key: null });
  expect(subjectOf(address)).toBe(subject);
});

it("comes back when it is told to", async () => {
  const { ask } = await service({ [PATH]: { status: 429, headers: { "retry-after": "2" } } });
  expect(await ask()).toEqual({ kind: "busy", forMs: 2000 });
});

it.each([
  ["broken JSON", { body: "[{" }],
  ["a breach without a day", { body: [{ Name: "Some" }] }],
  ["a failure of the server", { status: 500 }],
  ["a body without end", { body: "x".repeat(5 * 1024 * 1024) }],
  [
    "a redirect to another host, which would get the address and the key",
    { status: 307, headers: { location: "http://localhost:1/" } },
  ],
])("takes %s for no answer", async (_, answer) => {
  const { ask } = await service({ [PATH]: answer });
  expect(await ask()).toEqual({ kind: "failure", reason: "error" });
});

it("ends at its deadline", async () => {
  const { ask } = await service({ [PATH]: "silent" });
  expect(await ask(150)).toEqual({ kind: "failure", reason: "timeout" });
});
