import { expect, it } from "vitest";
import { checkPack } from "../checks/check-pack.ts";
import { checkTester } from "../testing/check-tester.ts";

const NAMES = [
  "TC0101",
  "TC0102",
  "TC0103",
  "TC0104",
  "TC0105",
  "TC0106",
  "TC0107",
  "TC0108",
  "TC0109",
  "TC0110",
  "TC0111",
  "TC0112",
  "TC0113",
  "TC0114",
  "TC0115",
  "TC0116",
] as const;
const { codes, expectFrames } = checkTester(NAMES);
const when = (condition: string) => `rule X01 "t" {\n  when {\n    ${condition}\n  }\n}\n`;

it("suggests a declared name", () =>
  expectFrames(`attribute eip_tor : bool? = any ip { .tor }\n${when("eip_torr")}`).toMatchInlineSnapshot(`
    "error[TC0101]: unknown name \`eip_torr\`; did you mean \`eip_tor\`?
      --> X01_test.tocsin:4:5
       |
     4 |     eip_torr
       |     ^^^^^^^^
       |
       = fix 1 (write \`eip_tor\`): eip_tor"
  `));

it("suggests a field of the row", () =>
  expectFrames(when("any ip { .contry == FR }")).toMatchInlineSnapshot(`
  "error[TC0104]: \`ip\` has no field \`contry\`; did you mean \`country\`?
    --> X01_test.tocsin:3:15
     |
   3 |     any ip { .contry == FR }
     |               ^^^^^^
     |
     = fix 1 (write \`country\`): any ip { .country == FR }"
`));

it("tells the word for a row from the word for its source", () =>
  expectFrames(when("count(event) > 3")).toMatchInlineSnapshot(`
  "error[TC0105]: unknown source \`event\`; did you mean \`events\`?
    --> X01_test.tocsin:3:11
     |
   3 |     count(event) > 3
     |           ^^^^^
     |
     = fix 1 (write \`events\`): count(events) > 3"
`));

it("suggests a member of the enumeration that is compared with", () =>
  expectFrames(when("any event { .type == account_logn }")).toMatchInlineSnapshot(`
    "error[TC0108]: \`account_logn\` is no member of \`event_type\`; did you mean \`account_login\`?
      --> X01_test.tocsin:3:26
       |
     3 |     any event { .type == account_logn }
       |                          ^^^^^^^^^^^^
       |
       = fix 1 (write \`account_login\`): any event { .type == account_login }"
  `));

it("asks for the enumeration of a member that nothing expects", () =>
  expectFrames(`const HOME = FR\n${when("any ip { .country == HOME }")}`).toMatchInlineSnapshot(`
    "error[TC0115]: \`FR\` is a member of \`country\`, but nothing here asks for one; write \`country.FR\`
      --> X01_test.tocsin:1:14
       |
     1 | const HOME = FR
       |              ^^
       |
       = fix 1 (write \`country.FR\`): const HOME = country.FR"
  `));

it("shows both places of a duplicate, across files", () => {
  const { diagnostics } = checkPack({
    files: [
      { path: "b.tocsin", text: "const LIMIT = 1\n" },
      { path: "a.tocsin", text: "const LIMIT = 2\n" },
    ],
    listFiles: new Map(),
  });
  const duplicate = diagnostics.find(({ code }) => code === "TC0102");
  expect(duplicate).toMatchObject({ span: { file: "b.tocsin" }, secondary: [{ span: { file: "a.tocsin" } }] });
});

it("gives the same answer whatever the order of the files", () => {
  const a = { path: "a.tocsin", text: "attribute x : int = y + LIMIT\n" };
  const b = { path: "b.tocsin", text: "attribute y : int = user.ip_count\nconst LIMIT = 7\n" };
  const forth = checkPack({ files: [a, b], listFiles: new Map() });
  expect(checkPack({ files: [b, a], listFiles: new Map() })).toEqual(forth);
  expect(forth.pack?.attributes.map(({ name }) => name)).toEqual(["y", "x"]);
});

it("names constants in capitals and all else in small letters", () => {
  expect(codes("const days = 1\n")).toEqual(["TC0103"]);
  expect(codes("const AB = 1\n")).toEqual(["TC0103"]);
  expect(codes("const X01 = 1\n")).toEqual(["TC0103"]);
  expect(codes("const MAX_1 = 1\n")).toEqual([]);
  expect(codes("attribute Total : int = 1\n")).toEqual(["TC0103"]);
});

it("keeps the words of the language free", () => {
  expect(codes("attribute length : int = 1\n")).toEqual(["TC0114"]);
  expect(codes("attribute events : int = 1\n")).toEqual(["TC0114"]);
  expect(codes("attribute country : int = 1\n")).toEqual(["TC0114"]);
});

it("prefers a member where an enumeration is expected", () => {
  const attribute = "attribute bot : bool = any device { .type == bot }\n";
  expect(codes(`${attribute}${when("bot")}`)).toEqual([]);
});

it("resolves a member from the other side, whichever it is", () => {
  expect(codes(when("any ip { FR == .country }"))).toEqual([]);
  expect(codes(when("FR in distinct(.country of ips)"))).toEqual([]);
  expect(codes(when("distinct(.country of ips) contains FR"))).toEqual([]);
  expect(codes(when("any ip { .country in [FR, DE] }"))).toEqual([]);
  expect(codes(when("any ip { .country == country.FR }"))).toEqual([]);
});

it("takes the country codes that look like words", () =>
  expect(codes(when("any ip { .country in [IN, IS, NO, AS, BY, TO] }"))).toEqual([]));

it("has no row outside of rows, and none in a define", () => {
  expect(codes(when(".tor"))).toEqual(["TC0109"]);
  expect(codes("define f(d: device) { .bot }\n")).toEqual(["TC0112"]);
  expect(codes("define f(d: device) { count(events where .type == page_view) > 3 and d.bot }\n")).toEqual([]);
});

it("says where a field of a row can be asked for", () => {
  expectFrames(when(".tor")).toMatchInlineSnapshot(`
    "error[TC0109]: \`.tor\` is a field of a row, and no row is open here; ask inside of rows, as in \`any ip { .tor … }\`
      --> X01_test.tocsin:3:5
       |
     3 |     .tor
       |     ^^^^"
  `);
  expectFrames(when(".event_count > 3")).toMatchInlineSnapshot(`
    "error[TC0109]: \`.event_count\` is a field of a row, and no row is open here; write \`user.event_count\`
      --> X01_test.tocsin:3:5
       |
     3 |     .event_count > 3
       |     ^^^^^^^^^^^^
       |
       = fix 1 (write \`user.event_count\`): user.event_count > 3"
  `);
});

it("sees the innermost row only, an outer one by its name", () => {
  expect(codes(when("any event as e { count(ips where .url == e.url) > 0 }"))).toEqual(["TC0104"]);
  expect(codes(when("any event as e { count(ips where .country == e.ip.country) > 0 }"))).toEqual([]);
  expect(codes(when("any event { count(ips where .country == e.ip.country) > 0 }"))).toEqual(["TC0101"]);
});

it("does not let a define see the rows of its caller", () =>
  expect(codes(`define f(n: int) { e.http_code == n }\n${when("any event as e { f(3) }")}`)).toEqual(["TC0101"]));

it("wants a free name for a row", () => expect(codes(when('any event as user { .url == "a" }'))).toEqual(["TC0116"]));

it("reports a circle of constants, of attributes and of defines", () => {
  expect(codes("const ONE = TWO\nconst TWO = ONE\n")).toEqual(["TC0110"]);
  expect(codes("attribute a : int = b\nattribute b : int = a\n")).toEqual(["TC0110"]);
  expect(codes("define f(n: int) { g(n) }\ndefine g(n: int) { f(n) }\n")).toContain("TC0110");
});

it("survives a chain of attributes as long as a pack", () => {
  const text = Array.from(
    { length: 3000 },
    (_, i) => `attribute a${i} : int = ${i === 2999 ? "1" : `a${i + 1}`}\n`,
  ).join("");
  expect(codes(text)).toEqual([]);
});

it("says what a name is when it is used as something else", () => {
  expect(codes(`map m : map<string, int> = { "a": 1 }\n${when("m > 3")}`)).toEqual(["TC0111"]);
  expect(codes(`attribute a : int = 1\n${when("a(3)")}`)).toEqual(["TC0111"]);
  expect(codes(when("len(user.name) > 3"))).toEqual(["TC0106"]);
});

it("knows the rules that tests expect", () =>
  expect(codes(`${when("user.ip_count > 3")}test "t" { expect X02 match }\n`)).toEqual(["TC0113"]));
