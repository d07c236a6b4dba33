import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { type LoadedPack, loadPack } from "../packs/load-pack.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { testOfUser, type TestOfUser } from "./test-of-user.ts";

const database = testDatabase();
const AS_OF = Date.UTC(2026, 10, 20, 12, 7, 33, 481);
let tester: RuntimeTester;
let loaded: LoadedPack;

/** Everything that a request can say about somebody; each value is in no other one, and in no rule. */
const PERSONAL = {
  userName: "wilhelmina.harkness",
  firstName: "Wilhelmina",
  lastName: "Harkness-Quill",
  fullName: "Wilhelmina Harkness-Quill",
  emailAddress: "wilhelmina.harkness84@quillandsons.co",
  phoneNumber: "+447700900461",
  pageTitle: "Orders of Wilhelmina",
  url: "/customers/wilhelmina-8841/orders",
  httpReferer: "https://intranet.quillandsons.co/start",
} as const;
const AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0.6478.55 Safari/537.36 QuillDesk/7";
const ADDRESSES = ["81.2.69.142", "81.2.69.143", "2a02:6b8:9:8::2", "89.160.20.112", "10.44.7.9"];

beforeAll(async () => {
  loaded = await loadPack({ builtIn: "." });
  tester = await runtimeTester(database.pool);
  for (let n = 0; n < 60; n++)
    await tester.send({
      ...PERSONAL,
      ipAddress: ADDRESSES[n % ADDRESSES.length],
      userAgent: n % 7 === 3 ? "" : `${AGENT}${n % 5}`,
      browserLanguage: n % 2 === 0 ? "en-GB,en;q=0.8" : "",
      eventTime: new Date(AS_OF - n * 41 * 60_000 - 1234).toISOString().slice(0, 23).replace("T", " "),
      eventType: ["account_login_fail", "account_login", "page_view", "account_password_change", "page_search"][n % 5],
      httpCode: ["200", "404", "500", "403"][n % 4],
      url: n === 9 ? `${PERSONAL.url}?id=1 union select secret` : PERSONAL.url,
    });
});

const ask = (rule: string, userName: string = PERSONAL.userName): Promise<TestOfUser> => {
  const file = loaded.files.find(({ path }) => path.includes(`/${rule}_`));
  if (file === undefined) throw new Error(`there is no file of ${rule}`);
  const { pack } = loaded;
  const question = { appId: tester.appId, userName, rule, asOf: AS_OF, pack, texts: loaded, file };
  return testOfUser(tester.store, { ...question, clock: () => 0 });
};

/** Some of each kind, which read every sort of text. */
const RULES = [
  ...[
    "A01",
    "A03",
    "A102",
    "A103",
    "A108",
    "B02",
    "B05",
    "B06",
    "B07",
    "B24",
    "C11",
    "D01",
    "D10",
    "D11",
    "E03",
    "E04",
    "E07",
  ],
  ...["E09", "E21", "I01", "I04", "I09", "I12", "I13", "P01", "P02", "R02", "R101"],
];

it("makes a test of the user for rules of every kind, without a text of the user's", async () => {
  const secrets = [
    ...Object.values(PERSONAL),
    ...ADDRESSES,
    AGENT,
    "Harkness",
    "quillandsons",
    "harkness84",
    "QuillDesk",
    "7700900461",
    "8841",
  ].map((text) => text.toLowerCase());
  for (const rule of RULES) {
    const made = await ask(rule);
    if (made.kind !== "made") throw new Error(`no test was made for ${rule}: ${made.kind}`);
    const given = made.text.slice(made.text.indexOf("given")).toLowerCase();
    expect(
      secrets.filter((secret) => given.includes(secret)),
      `${rule}\n${made.text}`,
    ).toEqual([]);
  }
});

it("gives the user's own answer, for a match and for none", async () => {
  expect(await ask("B02")).toMatchObject({
    kind: "made",
    outcome: true,
    text: expect.stringContaining("expect B02 match"),
  });
  expect(await ask("B10")).toMatchObject({ kind: "made", outcome: false });
});

it("knows who is not there", async () => {
  expect(await ask("B02", "nobody")).toEqual({ kind: "no_user" });
});
