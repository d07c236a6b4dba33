import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";

const CODES = [
  "TC0105",
  "TC0114",
  "TC0202",
  "TC0241",
  "TC0242",
  "TC0243",
  "TC0244",
  "TC0301",
  "TC0512",
  "TC0516",
  "TC0519",
] as const;
const { check, codes, expectFrames } = checkTester(CODES);
const rule = (when: string) => `rule X01 "t" {\n  because "b"\n  when ${when}\n}\n`;

it("takes peers by what they share, each with its own type", () => {
  for (const [by, shared] of [
    ["ip", "10.0.0.1"],
    ["subnet", "10.0.0.0/8"],
    ["device", '"curl/8.4.0"'],
    ["phone", '"+331"'],
    ["email", '"a@b.example"'],
  ]) {
    expect(codes(rule(`any peer by ${by} as p last 3 within 7d { .shared == ${shared} }`)), by).toEqual([]);
    expect(codes(rule(`count(distinct .user of peers by ${by} within 30d where .blacklisted) >= 2`)), by).toEqual([]);
  }
  expect(codes(rule('any peer by ip { .shared == "10.0.0.1" }'))).toEqual(["TC0202"]);
});

it("ties peers to a row of the user", () =>
  expect(codes(rule("any ip as i { count(peers by ip where .shared == i.address) > 2 }"))).toEqual([]));

it("asks what is shared", () =>
  expectFrames(rule("count(peers) > 2")).toMatchInlineSnapshot(`
  "error[TC0241]: \`peers\` share something with the user; say what, as in \`peers by ip\`
    --> X01_test.tocsin:3:14
     |
   3 |   when count(peers) > 2
     |              ^^^^^
     |
     = fix 1 (by address): when count(peers by ip) > 2"
`));

it("says what can be shared", () =>
  expectFrames(rule("any peer by phones { .blacklisted }")).toMatchInlineSnapshot(`
  "error[TC0242]: users do not share \`phones\`, but \`ip\`, \`subnet\`, \`device\`, \`phone\` or \`email\`; did you mean \`phone\`?
    --> X01_test.tocsin:3:20
     |
   3 |   when any peer by phones { .blacklisted }
     |                    ^^^^^^
     |
     = fix 1 (write \`phone\`): when any peer by phone { .blacklisted }"
`));

it("keeps `by` for peers", () =>
  expectFrames(rule("count(events by ip) > 3")).toMatchInlineSnapshot(`
  "error[TC0243]: \`events\` belong to the user alone; \`by\` stands behind \`peers\` and \`peer\`
    --> X01_test.tocsin:3:24
     |
   3 |   when count(events by ip) > 3
     |                        ^^"
`));

it("says why a peer has no score", () =>
  expectFrames(rule("any peer by phone { .score < 20 }")).toMatchInlineSnapshot(`
    "error[TC0244]: a peer has no \`score\`: it would depend on this user's, and this user's on it; ask for \`.blacklisted\`
      --> X01_test.tocsin:3:29
       |
     3 |   when any peer by phone { .score < 20 }
       |                             ^^^^^"
  `));

it("knows that a failed login may never have been", () =>
  expect(codes(rule("no peer by ip { .last_login_fail > .created }"))).toEqual(["TC0301"]));

it("does not take the plan's name of a source", () => {
  expect(codes(rule("count(peers_by_ip) > 2"))).toContain("TC0105");
  expect(codes("list peers : list<int> = runtime\n")).toContain("TC0114");
});

const test = (peers: string) =>
  `${rule("count(peers by ip) > 0")}test "t" {\n  given { peers: ${peers} }\n  expect X01 match\n}\n`;

it("takes given peers by what they share", () => {
  const given = '[{ by: ip, user: "x", blacklisted: true, last_used: 3d ago }, { by: email }, { by: ip }]';
  expect(check(test(given)).pack?.tests[0]?.cases[0]?.user.sources).toMatchObject({
    peers_by_ip: [{ user: "x", blacklisted: true }, {}],
    peers_by_email: [{}],
  });
  expect(check(test("[]")).pack).not.toBeNull();
});

it("wants to know what a given peer shares", () =>
  expectFrames(test('[{ user: "x" }]')).toMatchInlineSnapshot(`
  "error[TC0519]: a given peer needs \`by\` and what is shared, as in \`{ by: ip, user: "x" }\`
    --> X01_test.tocsin:6:19
     |
   6 |   given { peers: [{ user: "x" }] }
     |                   ^^^^^^^^^^^^^"
`));

it("checks the fields of given peers", () => {
  expect(codes(test("[{ by: ip, shared: 10.0.0.0/8 }]"))).toEqual(["TC0512"]);
  expect(codes(test("[{ by: network }]"))).toEqual(["TC0242"]);
  expect(codes(test("[{ by: ip, score: 3 }]"))).toEqual(["TC0516"]);
});
