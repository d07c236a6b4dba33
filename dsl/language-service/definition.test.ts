import { expect, it } from "vitest";
import { openMarked } from "./testing/open-marked.ts";

function definition(texts: Parameters<typeof openMarked>[0]): string | null {
  const { service, path, offset, show } = openMarked(texts);
  const span = service.definition(path, offset);
  return span && show(span);
}

const ATTRIBUTES = "const MOST_IPS = 3\nattribute ip_total : int = user.ip_count\n";

it("finds a declaration in another file", () =>
  expect(definition({ "a.tocsin": ATTRIBUTES, "b.tocsin": 'rule X01 "t" { when ip_to|tal > 3 }' })).toBe(
    "a.tocsin:2 ip_total",
  ));

it.each([
  ['rule X01 "t" { when ip_total > MOST|_IPS }\nconst MOST_IPS = 3', "a.tocsin:2 MOST_IPS"],
  ['list odd : list<string> = ["a"]\nrule X01 "t" { when user.name in od|d }', "a.tocsin:1 odd"],
  ['map m : map<string, int> = { "a": 1 }\nrule X01 "t" { when |m[user.name] > 0 }', "a.tocsin:1 m"],
  ['define busy(n: int) { n > 3 }\nrule X01 "t" { when bu|sy(user.ip_count) }', "a.tocsin:1 busy"],
  ["define busy(n: int) { |n > 3 }", "a.tocsin:1 n"],
  ['rule X01 "t" {\n when any event as e {\n count(ips where .country == |e.ip.country) > 0\n }\n}', "a.tocsin:2 e"],
  ['rule X01 "t" { because "{ag|e} days" when age > 3 }\nattribute age : int = 3', "a.tocsin:2 age"],
  ['rule X01 "t" { when true }\npreset p "P" {\n  X|01 high\n}', "a.tocsin:1 X01"],
  ['rule X01 "t" { when true }\ntest "t" { expect |X01 match }', "a.tocsin:1 X01"],
  ['attribute age : int = 3\ntest "t" { given { a|ge: 4 } expect age == 4 }', "a.tocsin:1 age"],
])("finds what is named in %j", (text, place) => expect(definition(text)).toBe(place));

it("finds nothing for what the language brings, and for what nobody declares", () => {
  expect(definition('rule X01 "t" { when any event { .u|rl contains "a" } }')).toBeNull();
  expect(definition('rule X01 "t" { when len|gth(user.name) > 3 }')).toBeNull();
  expect(definition('rule X01 "t" { when noth|ing > 3 }')).toBeNull();
});
