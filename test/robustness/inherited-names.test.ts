import { expect, it } from "vitest";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { format } from "../../dsl/format/index.ts";
import { expectSound } from "./expect-sound.ts";

/** Words that every object of JavaScript answers to: a table that is asked for one by its key must not. */
const WORDS = ["constructor", "__proto__", "toString", "valueOf", "hasOwnProperty"] as const;

/** Every place where a word of the author is looked up. */
const PLACES: readonly (readonly [string, (word: string) => string])[] = [
  ["a unit", (word) => `const DAYS = 5${word}\n`],
  ["an operator", (word) => `attribute a : bool = user.name ${word} "x"\n`],
  ["a test of another language", (word) => `attribute a : bool = user.name|${word}: "x"\n`],
  ["a method", (word) => `attribute a : bool = user.name.${word}()\n`],
  ["a method with an argument", (word) => `attribute a : bool = user.name.${word}("x")\n`],
  ["a function", (word) => `attribute a : bool = ${word}(1) == 1\n`],
  ["a field", (word) => `attribute a : int = user.${word}\n`],
  ["a field of a row", (word) => `attribute a : int = count(distinct .${word} of events)\n`],
  ["a member", (word) => `attribute a : bool = user.email.domain == country.${word}\n`],
  ["a type", (word) => `attribute a : ${word} = 1\n`],
  ["a source", (word) => `attribute a : int = count(${word})\n`],
  ["what is shared", (word) => `attribute a : int = count(peers by ${word})\n`],
  ["a row", (word) => `attribute a : bool = any ${word} { true }\n`],
  ["a map", (word) => `attribute a : int? = ${word}["x"]\n`],
  ["metadata", (word) => `rule X01 "a" {\n  ${word} "x"\n  when user.anonymous\n}\n`],
  ["a weight", (word) => `preset p "a" {\n  X01 ${word}\n}\n`],
  ["a weighed rule", (word) => `preset p "a" {\n  ${word} high\n}\n`],
  ["a given name", (word) => `test "a" {\n  given { ${word}: 1 }\n  expect user.event_count == 1\n}\n`],
  ["a given field", (word) => `test "a" {\n  given { events: [{ ${word}: 1 }] }\n  expect user.event_count == 1\n}\n`],
  [
    "a given device",
    (word) => `test "a" {\n  given { devices: [{ ${word}: 1 }] }\n  expect user.event_count == 1\n}\n`,
  ],
  ["a given peer", (word) => `test "a" {\n  given { peers: [{ by: ${word} }] }\n  expect user.event_count == 1\n}\n`],
  ["a fixture", (word) => `test "a" {\n  given like ${word}\n  expect user.event_count == 1\n}\n`],
  ["a tested rule", (word) => `test "a" for ${word} {\n  | a | expect |\n  | 1 | match |\n}\n`],
  ["a place of `because`", (word) => `rule X01 "a" {\n  because "{${word}}"\n  when user.anonymous\n}\n`],
];

it.each(PLACES.flatMap(([place, write]) => WORDS.map((word) => ({ place, word, text: write(word) }))))(
  "knows no `$word` as $place",
  ({ word, text }) => {
    const path = "X01_inherited.tocsin";
    const { diagnostics } = checkPack({ files: [{ path, text }], listFiles: new Map() });
    const errors = diagnostics.filter(({ severity }) => severity === "error" || text.includes(`${word} high`));
    expect(errors.length).toBeGreaterThan(0);
    expectSound(diagnostics, new Map([[path, text]]));
    const said = diagnostics.flatMap(({ message, fixes }) => [message, ...fixes.map(({ title }) => title)]);
    expect(said.filter((each) => /native code|\[object/.test(each))).toEqual([]);
    expect(format({ path, text }).text).toContain(word);
  },
);
