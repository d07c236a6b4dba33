import { expect, it } from "vitest";
import type { BoundPack } from "../../../dsl/binder/bound.ts";
import { checkPack } from "../../../dsl/checks/check-pack.ts";
import { buildUser } from "../../../dsl/testing/build-user.ts";
import { runTests } from "../run-tests.ts";
import { testFromUser, type TestFromUser } from "./test-from-user.ts";

const FILE = "X01_a.tocsin";

/** The test that comes of the user of a rule's only test, and whether it holds. */
async function made(text: string): Promise<TestFromUser & { readonly holds: boolean }> {
  const pack = packOf(text);
  const [one] = pack.tests[0]?.cases ?? [];
  if (one === undefined) throw new Error("a test says who the user is");
  const user = { context: buildUser(one.user, one.asOf), asOf: one.asOf, lists: one.lists };
  const answer = await testFromUser(pack, user, { rule: "X01", file: FILE });
  if (answer.kind !== "made") return { ...answer, holds: false };
  const results = await runTests(packOf(text.slice(0, text.indexOf("\ntest ")) + "\n" + answer.text));
  return { ...answer, holds: results.every(({ status }) => status === "passed") };
}

function packOf(text: string): BoundPack {
  const { pack, diagnostics } = checkPack({ files: [{ path: FILE, text }], listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  return pack;
}

const rule = (when: string) => `rule X01 "t" {\n  when {\n    ${when}\n  }\n}\n`;
const given = (entries: string, asOf = "") =>
  `\ntest "user" {${asOf}\n  given {\n    ${entries}\n  }\n  expect X01 match\n}\n`;

it("keeps the rows and fields that the answer needs", async () => {
  const text =
    rule("count(events where .http_code == 404) >= 2") +
    given(`user: { name: "anna.miller", first_name: "Anna" }
    events: [
      { at: 5h ago, url: "https://shop.example/orders/8812", http_code: 404, ip: { address: 81.2.69.142, country: GB } }
      { at: 4h ago, http_code: 200, page_title: "Orders of Anna" }
      { at: 3h ago, http_code: 404 }
      { at: 2h ago, http_code: 404 }
    ]`);
  expect(await made(text)).toMatchInlineSnapshot(`
    {
      "holds": true,
      "kind": "made",
      "outcome": true,
      "text": "test "like a stored user: match" {
      given {
        events: [
          { http_code: 404 }
          { http_code: 404 }
        ]
      }
      expect X01 match
    }
    ",
    }
  `);
});

it("puts other addresses of one network in place of those of one", async () => {
  const text =
    rule("count(distinct .address of ips) >= 3\n    count(distinct .subnet of ips) == 1") +
    given(`ips: [
      { address: 81.2.69.142, subnet: 81.2.69.0/24 }
      { address: 81.2.69.143, subnet: 81.2.69.0/24 }
      { address: 81.2.69.144, subnet: 81.2.69.0/24 }
    ]`);
  expect(await made(text)).toMatchInlineSnapshot(`
    {
      "holds": true,
      "kind": "made",
      "outcome": true,
      "text": "test "like a stored user: match" {
      given {
        ips: [
          { subnet: 192.0.2.0/24 }
          { subnet: 192.0.2.0/24 }
          { subnet: 192.0.2.0/24 }
        ]
      }
      expect X01 match
    }
    ",
    }
  `);
});

it("keeps the form of a text where the rule looks at it", async () => {
  const text =
    rule("user.email.local_part matches /^[a-z]+[0-9]{4}$/") + given('user: { email: "miller1984@gmail.com" }');
  expect(await made(text)).toMatchInlineSnapshot(`
    {
      "holds": true,
      "kind": "made",
      "outcome": true,
      "text": "test "like a stored user: match" {
      given {
        user: { email: { local_part: "serrax5328" } }
      }
      expect X01 match
    }
    ",
    }
  `);
});

it("keeps the words that the rule looks for, and nothing around them", async () => {
  const text =
    rule('any event {\n      .url contains "union select"\n    }') +
    given(`events: [{ at: 1h ago, url: "https://shop.example/anna?q=1 union select secret" }]`);
  expect(await made(text)).toMatchInlineSnapshot(`
    {
      "holds": true,
      "kind": "made",
      "outcome": true,
      "text": "test "like a stored user: match" {
      given {
        events: [
          { url: "vhhcg://gvac.olizcyo/ibbi?d=4 union select goqfoh" }
        ]
      }
      expect X01 match
    }
    ",
    }
  `);
});

it("gives a list that operators keep the entry that stands for the user", async () => {
  const text = `list watched : list<string> = runtime\n${rule("user.name in watched")}${given(
    'watched: ["bob.stone", "anna.miller"]\n    user: { name: "anna.miller" }',
  )}`;
  expect(await made(text)).toMatchInlineSnapshot(`
    {
      "holds": true,
      "kind": "made",
      "outcome": true,
      "text": "test "like a stored user: match" {
      given {
        watched: ["user-1"]
        user: { name: "user-1" }
      }
      expect X01 match
    }
    ",
    }
  `);
});

it("says when the answer is about the very person", async () => {
  const text = rule("length(user.name) == 1\n    not (user.name matches /[^Æ]/)") + given('user: { name: "Æ" }');
  expect(await made(text)).toMatchObject({ kind: "personal" });
});

it("holds what an unmatched user lacks, line by line", async () => {
  const text =
    rule('user.ip_count > 3\n    user.first_name == "Anna"') +
    given('user: { ip_count: 9, first_name: "Berta" }').replace("match", "no match");
  expect(await made(text)).toMatchInlineSnapshot(`
    {
      "holds": true,
      "kind": "made",
      "outcome": false,
      "text": "test "like a stored user: no match" {
      given {
        user: { first_name: "Name 1", ip_count: 9 }
      }
      expect X01 no match
    }
    ",
    }
  `);
});

it("keeps the time of day where the rule depends on it, and else takes the moment of tests", async () => {
  const moment = "\n  as of 2025-07-03T03:14:15Z";
  const login = (when: string, age: string) =>
    made(rule(when) + given(`events: [{ at: ${age}, type: account_login }]`, moment));
  expect(await login("any event within 10m {\n      .type == account_login\n    }", "61s ago")).not.toMatchObject({
    text: expect.stringContaining("as of"),
  });
  expect(await login("days_since(newest(.time of events)) == 1", "28h ago")).toMatchObject({
    holds: true,
    text: expect.stringContaining("as of 2026-01-15T03:14:00Z"),
  });
});
