import { afterAll, expect, it } from "vitest";
import { DataSources } from "../api/index.ts";
import { dnsServer } from "../runtime/lookups/testing/dns-server.ts";
import { webServer, type Site } from "../runtime/lookups/testing/web-server.ts";
import { serverTester } from "./testing/server-tester.ts";

const DAY = 86_400_000;
const KEY = "a-key-that-nobody-may-read";
const names = await dnsServer({
  "takes-mail.com": ["mx.takes-mail.com"],
  "fresh-shop.com": ["mx.fresh-shop.com"],
  "30.20.10.85.bl.example.net": { addresses: ["127.0.0.2"] },
});
const site: Site = {};
const web = await webServer(site);
afterAll(() => Promise.all([names.close(), web.close()]));

const day = (ago: number) => new Date(Date.now() - ago * DAY).toISOString();
site["/dns.json"] = { body: { services: [[["com"], [`${web.url}/rdap/`]]] } };
for (const [domain, ago] of [
  ["fresh-shop.com", 10],
  ["takes-mail.com", 2000],
] as const)
  site[`/rdap/domain/${domain}`] = { body: { events: [{ eventAction: "registration", eventDate: day(ago) }] } };
site["/hibp/breachedaccount/anna%40takes-mail.com?truncateResponse=false"] = {
  body: [{ Name: "Old", BreachDate: day(1500).slice(0, 10) }],
};

const tester = serverTester({
  TOCSIN_LOOKUPS: "mx,rdap,breach,dnsbl",
  TOCSIN_DNS_SERVERS: names.address,
  TOCSIN_RDAP_BOOTSTRAP: `${web.url}/dns.json`,
  TOCSIN_HIBP_URL: `${web.url}/hibp`,
  TOCSIN_HIBP_KEY: KEY,
  TOCSIN_DNSBL_ZONES: "bl.example.net",
});

const send = async (userName: string, emailAddress: string, ipAddress: string) => {
  const eventTime = new Date().toISOString().slice(0, 19).replace("T", " ");
  expect((await tester.sendEvent({ userName, emailAddress, ipAddress, url: "/", eventTime })).status).toBe(200);
};
/** Of the rules that these look-ups feed, those that match each user who is judged. */
const matched = async () => {
  const { rows } = await tester.server().store.pool.query<{ name: string; rules: readonly string[] }>(
    `select u.name, array(
       select r from jsonb_object_keys(s.matched) r
       where r = any('{E02,E13,E14,E15,E20,E27,E29,I03}') order by r
     ) as rules from users u join scores s using (user_id) where u.due_at is null order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, rules }) => [name, rules]));
};

it("acknowledges an event, asks whom it may, and judges the user by the answers", async () => {
  await send("anna", "anna@takes-mail.com", "85.10.20.31");
  await send("bert", "bert@fresh-shop.com", "85.10.20.30");
  await send("carl", "carl@takes-none.com", "10.0.0.1");
  await expect.poll(matched, { timeout: 60_000 }).toEqual({
    anna: ["E20", "E27", "E29"],
    bert: ["E02", "E13", "E15", "I03"],
    carl: ["E14", "E15"],
  });
});

it("sends of an e-mail address its domain, and the whole of it only to who knows breaches", () => {
  const paths = web.asked.map(({ path }) => path).filter((path) => path !== "/dns.json");
  expect(paths.filter((path) => path.includes("%40")).every((path) => path.startsWith("/hibp/"))).toBe(true);
  expect(paths.filter((path) => path.startsWith("/rdap/")).toSorted()).toEqual([
    "/rdap/domain/fresh-shop.com",
    "/rdap/domain/takes-mail.com",
    "/rdap/domain/takes-none.com",
  ]);
  expect(names.asked.filter((name) => name.endsWith("bl.example.net")).toSorted()).toEqual([
    "30.20.10.85.bl.example.net",
    "31.20.10.85.bl.example.net",
  ]);
  expect(tester.log()).not.toContain(KEY);
});

it("counts what was asked, for the data page and for a collector", async () => {
  const cookie = await tester.signIn();
  const { json } = await tester.send("GET", "/api/v1/data-sources", { cookie });
  const { sources } = DataSources.parse(json);
  const told = Object.fromEntries(sources.map(({ id, status, network }) => [id, { status, ...network }]));
  expect(told).toMatchObject({
    mx: { status: "ready", asked: 3, answered: 3, unknown: 0, to: names.address },
    rdap: { status: "ready", asked: 3, answered: 3, unknown: 0, lastAnswerAt: expect.any(String) as unknown },
    breach: { status: "ready", asked: 3, answered: 3, to: new URL(web.url).host, held: null },
    dnsbl: { status: "ready", asked: 2, answered: 2, to: "bl.example.net", waiting: 0 },
  });
  const { text } = await tester.send("GET", "/metrics", { cookie });
  expect(text).toContain('tocsin_lookups_asked_total{lookup="rdap"} 3');
  expect(text).toContain('tocsin_lookups_answered_total{lookup="dnsbl"} 2');
  expect(text).toContain('tocsin_lookups_waiting_users{lookup="mx"} 0');
});

it("keeps who told each fact, and of which day that is", async () => {
  const today = new Date().toISOString().slice(0, 10);
  const { rows } = await tester.server().store.pool.query<{ facts: { known: unknown } }>(
    `select facts from emails where address = 'anna@takes-mail.com'
     union all select facts from ips where address = '85.10.20.30'`,
  );
  expect(rows.map(({ facts }) => facts.known)).toEqual([
    expect.arrayContaining([
      { source: "mx", asOf: today, fields: ["mx"] },
      { source: "rdap", asOf: today, fields: ["domain_created"] },
      { source: "breach", asOf: today, fields: ["breached", "first_breach"] },
    ]),
    expect.arrayContaining([{ source: "dnsbl", asOf: today, fields: ["spam_listed"] }]),
  ]);
});
