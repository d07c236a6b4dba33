import { expect, it } from "vitest";
import { createLanguageService } from "./create-language-service.ts";

const ATTRIBUTES = {
  path: "attributes.tocsin",
  text: [
    "const MAX_IPS = 3",
    "list office : list<cidr> = [10.0.0.0/8]",
    'attribute ip_total : int "Distinct addresses" = user.ip_count',
    'define is_new(d: device) "Used for less than three hours" { d.last_seen - d.first_seen < 3h }',
    "",
  ].join("\n"),
};
const PATH = "rules/X01_many.tocsin";

/** A service with one rule; `|` marks the place. */
function open(marked: string) {
  const offset = marked.indexOf("|");
  const text = offset < 0 ? marked : marked.slice(0, offset) + marked.slice(offset + 1);
  const service = createLanguageService({ files: [ATTRIBUTES, { path: PATH, text }], listFiles: new Map() });
  const labels = () => service.completions(PATH, offset).map(({ label }) => label);
  return { service, text, offset, labels };
}
const inRule = (marked: string) => open(`rule X01 "t" {\n  when {\n    ${marked}\n  }\n}\n`);

it("completes declared names with type and documentation", () => {
  const { service, offset } = inRule("ip_|");
  expect(service.completions(PATH, offset)).toContainEqual({
    label: "ip_total",
    kind: "attribute",
    detail: "int",
    doc: "Distinct addresses",
    insert: "ip_total",
    replace: { file: PATH, start: offset - 3, end: offset },
  });
});

it("completes nothing inside of a pattern, and reads on behind it", () => {
  expect(inRule("user.name matches /ip_|+/").labels()).toEqual([]);
  expect(inRule('user.name matches /[/#"]+ip_|/').labels()).toEqual([]);
  expect(inRule('user.name matches /[/#"]+/ and ip_|').labels()).toContain("ip_total");
});

it("completes constants, lists, functions, defines and aggregates", () =>
  expect(inRule("|").labels()).toEqual(
    expect.arrayContaining(["MAX_IPS", "office", "length", "is_new", "count", "any", "user"]),
  ));

it("completes the fields of the row in scope, and of rows they lead to", () => {
  expect(inRule("any event { .| }").labels()).toEqual(expect.arrayContaining(["type", "ip", "url"]));
  expect(inRule("any event { .ip.coun| }").labels()).toContain("country");
  expect(inRule("any event as e { count(ips where .country == e.dev|) > 0 }").labels()).toEqual(["device"]);
  expect(inRule("max(.ra| of emails) > 3").labels()).toEqual(["rank"]);
  expect(inRule("user.na|").labels()).toContain("name");
  expect(inRule(".|").labels()).toEqual([]);
});

it("completes rows after a quantifier and sources after `of`", () => {
  expect(inRule("any |").labels()).toContain("event");
  expect(inRule("any |").labels()).not.toContain("events");
  expect(inRule("max(.rank of |)").labels()).toContain("emails");
  expect(inRule("count(|").labels()).toContain("events");
});

it("puts the members first that the other side asks for", () => {
  expect(inRule("any event { .type == | }").labels()[0]).toBe("page_view");
  expect(inRule("any ip { .country in [FR, |] }").labels()).toContain("DE");
  expect(inRule("event_type.|").labels()).toContain("account_login");
});

it("puts names of the wanted type before others", () => {
  const first = (marked: string, count: number) => inRule(marked).labels().slice(0, count);
  expect(first("user.ip_count > |", 4)).toEqual(["MAX_IPS", "ip_total", "length", "abs"]);
  expect(first("user.name == |", 3)).toEqual(["lower", "trim", "single_encoded"]);
  expect(first("ip_total < |", 2)).toEqual(["MAX_IPS", "ip_total"]);
});

it("completes declarations, metadata, weights and rules where they belong", () => {
  expect(open("ru|").labels()).toContain("rule");
  expect(open('rule X01 "t" {\n  sev|\n}').labels()).toEqual(["severity"]);
  expect(open('rule X01 "t" {\n  severity |\n}').labels()).toContain("critical");
  const preset = open('rule X01 "t" { when user.ip_count > 3 }\npreset p "P" {\n  X01 |\n}');
  expect(preset.labels()).toEqual(expect.arrayContaining(["extreme", "weight"]));
  expect(open('rule X01 "t" { when user.ip_count > 3 }\ntest "t" {\n  expect |\n}').labels()).toContain("X01");
});

it("completes nothing in strings and comments", () => {
  expect(inRule('user.name == "ip_|"').labels()).toEqual([]);
  expect(inRule("ip_total > 3 # ip_|").labels()).toEqual([]);
});

it("explains a declared name with its definition", () => {
  const { service, offset } = inRule("ip_|total > 3");
  expect(service.hover(PATH, offset)).toMatchObject({
    title: "attribute ip_total : int",
    doc: "Distinct addresses",
    definition: 'attribute ip_total : int "Distinct addresses" = user.ip_count',
  });
});

it("explains fields, functions, constants, sources and words of the language", () => {
  const title = (marked: string) => {
    const { service, offset } = inRule(marked);
    return service.hover(PATH, offset)?.title;
  };
  expect(title("any event { .ip.cou|ntry == FR }")).toBe("ip.country : country?");
  expect(title("any event { .i|p.country == FR }")).toBe("event.ip : ip");
  expect(title("user.ip_c|ount > 3")).toBe("user.ip_count : int");
  expect(title("leng|th(user.name) > 3")).toBe("length(string) → int");
  expect(title("ip_total > MAX|_IPS")).toBe("constant MAX_IPS = 3");
  expect(title("count(eve|nts) > 3")).toBe("source events");
  expect(title("is_|new(d)")).toBe("define is_new(d: device)");
  expect(title("an|y event { .type == page_view }")).toBe("any event { … } · any { … }");
  expect(title("user.nothing| > 3")).toBeUndefined();
});

it("finds the place of a declaration in another file", () => {
  const { service, offset } = inRule("ip_|total > 3");
  const span = service.definition(PATH, offset);
  expect(span?.file).toBe(ATTRIBUTES.path);
  expect(ATTRIBUTES.text.slice(span?.start, span?.end)).toBe("ip_total");
});

it("reports the problems of a file as it changes", () => {
  const { service, text } = inRule("ip_totl > 3");
  const errors = () => service.diagnostics(PATH).filter(({ severity }) => severity === "error");
  expect(errors().map(({ code, fixes }) => [code, fixes[0]?.title])).toEqual([["TC0101", "write `ip_total`"]]);
  service.update(PATH, text.replace("ip_totl", "ip_total"));
  expect(errors()).toEqual([]);
  service.remove(ATTRIBUTES.path);
  expect(errors().map(({ code }) => code)).toEqual(["TC0101"]);
});

it("formats a file that parses, and leaves one that does not alone", () => {
  const { service } = open('rule X01 "t" {\nwhen {\nip_total   >   3\n}\n}\n');
  expect(service.format(PATH)).toContain("  when ip_total > 3\n");
  service.update(PATH, "rule {{{");
  expect(service.format(PATH)).toBeNull();
});

it("answers about unknown files with nothing", () => {
  const { service } = inRule("|");
  expect([service.diagnostics("x"), service.completions("x", 0), service.hover("x", 0), service.format("x")]).toEqual([
    [],
    [],
    null,
    null,
  ]);
});

it("knows the layer of a file, and that a new one is the user's", () => {
  const rule = (id: string) => `rule ${id} "t" {\n  when user.ip_count > 3\n}\n`;
  const theirs = { path: "rules/B99_theirs.tocsin", text: rule("B99"), builtin: true };
  const service = createLanguageService({ files: [theirs], listFiles: new Map() });
  const errors = (path: string) =>
    service.diagnostics(path).flatMap(({ severity, code }) => (severity === "error" ? [code] : []));
  service.update(theirs.path, `${theirs.text}# later\n`);
  expect(errors(theirs.path)).toEqual([]);
  service.update("user/B98_mine.tocsin", rule("B98"));
  expect(errors("user/B98_mine.tocsin")).toEqual(["TC0517"]);
});

const LAYERS = [
  {
    path: "rules/shared.tocsin",
    text: 'const FEW = 3\nlist words : list<string> "Bad words" = ["a"]\n',
    builtin: true,
  },
  {
    path: "user/mine.tocsin",
    text: 'override const FEW = 14\nextend list words with ["b"]\nfixture qa { user: { name: "qa" } }\n',
    builtin: false,
  },
];

/** The service of a laid-over pack; `|` marks the place in a file of the user's. */
function laidOver(marked: string) {
  const offset = marked.indexOf("|");
  const path = "user/other.tocsin";
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const service = createLanguageService({ files: [...LAYERS, { path, text, builtin: false }], listFiles: new Map() });
  return {
    labels: () => service.completions(path, offset).map(({ label }) => label),
    hover: () => service.hover(path, offset),
    definition: () => service.definition(path, offset),
  };
}

it("shows in hover what a pack changes of the built-in one", () => {
  expect(laidOver("attribute a : bool = user.ip_count > F|EW").hover()).toMatchObject({
    title: "constant FEW = 14",
    doc: "overridden in user/mine.tocsin",
    definition: "const FEW = 3\noverride const FEW = 14",
  });
  expect(laidOver("attribute a : bool = user.name in wor|ds").hover()).toMatchObject({
    title: "list words : list<string>",
    doc: "Bad words; extended in user/mine.tocsin",
    definition: 'list words : list<string> "Bad words" = ["a"]\nextend list words with ["b"]',
  });
});

it("completes what can be changed, fixtures and outcomes", () => {
  expect(laidOver("override const |").labels()).toEqual(["FEW"]);
  expect(laidOver("extend list w|").labels()).toEqual(["words"]);
  expect(laidOver('test "t" {\n  given like |\n}').labels()).toEqual(["qa"]);
  expect(laidOver('test "t" {\n  expect X01 |\n}').labels()).toEqual(["match", "no match", "unknown"]);
  expect(laidOver('test "t" {\n  |\n}').labels()).toEqual(["as", "given", "expect"]);
  expect(laidOver("over|").labels()).toEqual(["override"]);
  expect(laidOver('rule X01 "t" {\n  exc|\n}').labels()).toEqual(["except"]);
});

it("tells the story of a rule in hover", () => {
  const story = 'story ["A thief comes.", "The rule sees it."]';
  expect(laidOver(`rule X0|1 "Thieves" {\n  ${story}\n  when user.ip_count > 2\n}\n`).hover()).toMatchObject({
    title: "rule X01",
    doc: "Thieves\n\nA thief comes.\n\nThe rule sees it.",
  });
});

it("explains a fixture and the words of rules and tests", () => {
  const test = laidOver('test "t" {\n  given like q|a\n}');
  expect(test.hover()).toMatchObject({ title: "fixture qa", definition: 'fixture qa { user: { name: "qa" } }' });
  expect(test.definition()?.file).toBe("user/mine.tocsin");
  expect(laidOver('rule X01 "t" {\n  exc|ept until 2026-12-31 user.anonymous\n}').hover()?.title).toContain("until");
});

it("completes what users can share, and the fields of a peer", () => {
  expect(inRule("any peer by |").labels()).toEqual(
    expect.arrayContaining(["ip", "subnet", "device", "phone", "email"]),
  );
  expect(inRule("count(peers by ip where .last_|").labels()).toEqual(["last_used", "last_seen", "last_login_fail"]);
  expect(inRule("any |").labels()).toContain("peer by ip");
});
