import { expect, it } from "vitest";
import { checkTester } from "../testing/check-tester.ts";

const { expectFrames, codes } = checkTester(["TC0201", "TC0226", "TC0227", "TC0228", "TC0410"]);
const when = (condition: string) => `rule X01 "t" {\n  when {\n    ${condition}\n  }\n}\n`;
const matching = (...patterns: readonly string[]) =>
  when(patterns.map((pattern) => `user.name matches ${pattern}`).join("\n    "));

it("wants slashes around a pattern", () =>
  expectFrames(matching('"^a/b+$"')).toMatchInlineSnapshot(`
    "error[TC0040]: a pattern stands between slashes, as in \`/^a+$/\`; found \`"^a/b+$"\`
      --> X01_test.tocsin:3:23
       |
     3 |     user.name matches "^a/b+$"
       |                       ^^^^^^^^
       |
       = fix 1 (write \`/^a\\/b+$/\`): user.name matches /^a\\/b+$/"
  `));

it("wants a pattern that is closed on its line", () =>
  expectFrames(matching("/^a+\\/")).toMatchInlineSnapshot(`
    "error[TC0041]: a pattern ends on the line where it begins: the closing \`/\` is missing
      --> X01_test.tocsin:3:23
       |
     3 |     user.name matches /^a+\\/
       |                       ^^^^^^
       |
       = fix 1 (close the pattern): user.name matches /^a+\\//"
  `));

it("wants brackets that match", () =>
  expectFrames(matching("/(a+/", "/a+)b/", "/[a-f/")).toMatchInlineSnapshot(`
    "error[TC0042]: \`(\` is never closed; write \`\\(\` for the character
      --> X01_test.tocsin:3:24
       |
     3 |     user.name matches /(a+/
       |                        ^

    error[TC0042]: \`)\` closes nothing; write \`\\)\` for the character
      --> X01_test.tocsin:4:26
       |
     4 |     user.name matches /a+)b/
       |                          ^
       |
       = fix 1 (write \`\\)\`): user.name matches /a+\\)b/

    error[TC0042]: \`[\` is never closed; write \`\\[\` for the character
      --> X01_test.tocsin:5:24
       |
     5 |     user.name matches /[a-f/
       |                        ^"
  `));

it("wants something to repeat, and something to choose from", () =>
  expectFrames(matching("//", "/a|*b/", "/^*a/", "/a**/", "/(a|)b/", "/()b/")).toMatchInlineSnapshot(`
    "error[TC0043]: the pattern is empty: every text matches it
      --> X01_test.tocsin:3:24
       |
     3 |     user.name matches //
       |                        ^

    error[TC0043]: \`*\` has nothing before it to repeat; write \`\\*\` for the character
      --> X01_test.tocsin:4:26
       |
     4 |     user.name matches /a|*b/
       |                          ^
       |
       = fix 1 (write \`\\*\`): user.name matches /a|\\*b/

    error[TC0043]: \`^\` has no length, so that there is nothing to repeat
      --> X01_test.tocsin:5:25
       |
     5 |     user.name matches /^*a/
       |                         ^

    error[TC0043]: what is repeated already is not repeated again; put it in a group first
      --> X01_test.tocsin:6:26
       |
     6 |     user.name matches /a**/
       |                          ^

    error[TC0043]: an alternative is empty; write \`(…)?\` for what may be left out
      --> X01_test.tocsin:7:27
       |
     7 |     user.name matches /(a|)b/
       |                           ^

    error[TC0043]: the group is empty
      --> X01_test.tocsin:8:24
       |
     8 |     user.name matches /()b/
       |                        ^^"
  `));

it("names the escapes there are", () =>
  expectFrames(matching("/\\qa+/", "/\\x41+/", "/\\u{110000}+/")).toMatchInlineSnapshot(`
    "error[TC0044]: \`\\q\` is no escape of a pattern; known are \`\\d\`, \`\\w\`, \`\\s\`, their capitals, \`\\n\`, \`\\r\`, \`\\t\`, \`\\f\`, \`\\v\`, \`\\u{1F600}\` and \`\\\` before a sign
      --> X01_test.tocsin:3:24
       |
     3 |     user.name matches /\\qa+/
       |                        ^^

    error[TC0044]: \`\\x41\` is no escape of a pattern; known are \`\\d\`, \`\\w\`, \`\\s\`, their capitals, \`\\n\`, \`\\r\`, \`\\t\`, \`\\f\`, \`\\v\`, \`\\u{1F600}\` and \`\\\` before a sign
      --> X01_test.tocsin:4:24
       |
     4 |     user.name matches /\\x41+/
       |                        ^^^^
       |
       = fix 1 (write \`\\u{41}\`): user.name matches /\\u{41}+/

    error[TC0044]: \`\\u{110000}\` is no escape of a pattern; known are \`\\d\`, \`\\w\`, \`\\s\`, their capitals, \`\\n\`, \`\\r\`, \`\\t\`, \`\\f\`, \`\\v\`, \`\\u{1F600}\` and \`\\\` before a sign
      --> X01_test.tocsin:5:24
       |
     5 |     user.name matches /\\u{110000}+/
       |                        ^^^^^^^^^^"
  `));

it("reads classes one way only", () =>
  expectFrames(matching("/[]/", "/[z-a]/", "/[\\w-z]/", "/[a-f-z]/", "/[[:digit:]]/", "/[^\\s\\S]/"))
    .toMatchInlineSnapshot(`
    "error[TC0045]: the class is empty; write \`\\]\` first if the bracket belongs to it
      --> X01_test.tocsin:3:24
       |
     3 |     user.name matches /[]/
       |                        ^^

    error[TC0045]: the range \`z-a\` is turned round
      --> X01_test.tocsin:4:25
       |
     4 |     user.name matches /[z-a]/
       |                         ^^^
       |
       = fix 1 (write \`a-z\`): user.name matches /[a-z]/

    error[TC0045]: \`-\` stands between two characters here; write \`\\-\` for a hyphen
      --> X01_test.tocsin:5:27
       |
     5 |     user.name matches /[\\w-z]/
       |                           ^
       |
       = fix 1 (write \`\\-\`): user.name matches /[\\w\\-z]/

    error[TC0045]: \`-\` stands between two characters here; write \`\\-\` for a hyphen
      --> X01_test.tocsin:6:28
       |
     6 |     user.name matches /[a-f-z]/
       |                            ^
       |
       = fix 1 (write \`\\-\`): user.name matches /[a-f\\-z]/

    error[TC0045]: \`[:digit:]\` is no class here; write the characters
      --> X01_test.tocsin:7:25
       |
     7 |     user.name matches /[[:digit:]]/
       |                         ^^^^^^^^^
       |
       = fix 1 (write \`0-9\`): user.name matches /[0-9]/

    error[TC0045]: the class leaves no character that could match
      --> X01_test.tocsin:8:24
       |
     8 |     user.name matches /[^\\s\\S]/
       |                        ^^^^^^^"
  `));

it("says what other languages have and this one has not", () =>
  expectFrames(
    matching(
      "/(a)\\1/",
      "/a(?=b)/",
      "/a+?/",
      "/a++/",
      "/\\bab+/",
      "/\\p{L}+/",
      "/(?<year>\\d+)/",
      "/(?>a+)/",
      "/(?i)a+/",
      "/a+/gi",
    ),
  ).toMatchInlineSnapshot(`
    "error[TC0046]: references to a group are not part of patterns; write what the group holds once more
      --> X01_test.tocsin:3:27
       |
     3 |     user.name matches /(a)\\1/
       |                           ^^

    error[TC0046]: looking ahead or behind is not part of patterns; write a second condition for what must or must not follow
      --> X01_test.tocsin:4:25
       |
     4 |     user.name matches /a(?=b)/
       |                         ^^^

    error[TC0046]: a repeat that takes as little as it can finds the same; leave out the \`?\`
      --> X01_test.tocsin:5:26
       |
     5 |     user.name matches /a+?/
       |                          ^
       |
       = fix 1 (leave it out): user.name matches /a+/

    error[TC0046]: a repeat that gives nothing back is not part of patterns
      --> X01_test.tocsin:6:26
       |
     6 |     user.name matches /a++/
       |                          ^

    error[TC0046]: word edges are not part of patterns; write \`(^|\\W)\` before a word and \`(\\W|$)\` behind it
      --> X01_test.tocsin:7:24
       |
     7 |     user.name matches /\\bab+/
       |                        ^^
       |
       = fix 1 (write \`(^|\\W)\`): user.name matches /(^|\\W)ab+/

    error[TC0046]: classes of Unicode are not part of patterns; write the ranges that are meant
      --> X01_test.tocsin:8:24
       |
     8 |     user.name matches /\\p{L}+/
       |                        ^^^^^

    error[TC0046]: groups have no names here: nothing could ask for one
      --> X01_test.tocsin:9:24
       |
     9 |     user.name matches /(?<year>\\d+)/
       |                        ^^^^^^^^
       |
       = fix 1 (write \`(\`): user.name matches /(\\d+)/

    error[TC0046]: a group that gives nothing back is not part of patterns
       --> X01_test.tocsin:10:24
        |
     10 |     user.name matches /(?>a+)/
        |                        ^^^

    error[TC0046]: flags are not part of patterns; \`ignoring case\` follows the pattern
       --> X01_test.tocsin:11:24
        |
     11 |     user.name matches /(?i)a+/
        |                        ^^^
        |
        = fix 1 (write \`ignoring case\`): user.name matches /a+/ ignoring case

    error[TC0046]: flags are not part of patterns; \`ignoring case\` follows the pattern
       --> X01_test.tocsin:12:27
        |
     12 |     user.name matches /a+/gi
        |                           ^^"
  `));

it("takes a brace for a count", () =>
  expectFrames(matching("/{id}+/", "/a{,3}/", "/a{3,2}/", "/a{0}b+/")).toMatchInlineSnapshot(`
    "error[TC0047]: \`{\` begins a count such as \`{2,5}\`; write \`\\{\` for the character
      --> X01_test.tocsin:3:24
       |
     3 |     user.name matches /{id}+/
       |                        ^
       |
       = fix 1 (write \`\\{\`): user.name matches /\\{id\\}+/

    error[TC0047]: \`{,3}\` has no lower end
      --> X01_test.tocsin:4:25
       |
     4 |     user.name matches /a{,3}/
       |                         ^^^^
       |
       = fix 1 (write \`{0,3}\`): user.name matches /a{0,3}/

    error[TC0047]: \`{3,2}\` is turned round: its lower end is more than its upper
      --> X01_test.tocsin:5:25
       |
     5 |     user.name matches /a{3,2}/
       |                         ^^^^^
       |
       = fix 1 (write \`{2,3}\`): user.name matches /a{2,3}/

    error[TC0047]: \`{0}\` repeats never; leave out what stands before it
      --> X01_test.tocsin:6:25
       |
     6 |     user.name matches /a{0}b+/
       |                         ^^^"
  `));

it("refuses what no text contains", () =>
  expectFrames(matching("/a\\0/", "/\\u{D800}+/")).toMatchInlineSnapshot(`
    "error[TC0048]: the character NUL cannot stand in a pattern: no stored text contains one
      --> X01_test.tocsin:3:25
       |
     3 |     user.name matches /a\\0/
       |                         ^^

    error[TC0048]: half of a surrogate pair cannot stand in a pattern: no stored text contains one
      --> X01_test.tocsin:4:24
       |
     4 |     user.name matches /\\u{D800}+/
       |                        ^^^^^^^^"
  `));

it("warns about a range that holds more than it seems to", () =>
  expectFrames(matching("/[A-z]/", "/[+-.]/")).toMatchInlineSnapshot(`
    "warning[TC0049]: the range \`A-z\` also holds \`[ \\ ] ^ _ \`\`
      --> X01_test.tocsin:3:25
       |
     3 |     user.name matches /[A-z]/
       |                         ^^^
       |
       = fix 1 (write \`A-Za-z\`): user.name matches /[A-Za-z]/

    warning[TC0049]: the range \`+-.\` also holds \`, -\`
      --> X01_test.tocsin:4:25
       |
     4 |     user.name matches /[+-.]/
       |                         ^^^"
  `));

it("refuses a pattern that every text matches, and one that none can", () =>
  expectFrames(matching("/a*/", "/a^b/")).toMatchInlineSnapshot(`
    "error[TC0226]: every text matches this pattern; the test says nothing
      --> X01_test.tocsin:3:23
       |
     3 |     user.name matches /a*/
       |                       ^^^^

    error[TC0227]: no text can match this pattern
      --> X01_test.tocsin:4:23
       |
     4 |     user.name matches /a^b/
       |                       ^^^^^"
  `));

it("says what a pattern that is plain text can do without", () =>
  expectFrames(matching("/^\\/admin/", "/\\.zip$/", "/^root$/", "/admin/")).toMatchInlineSnapshot(`
    "warning[TC0228]: the pattern is plain text; \`starts with "/admin"\` says the same
      --> X01_test.tocsin:3:23
       |
     3 |     user.name matches /^\\/admin/
       |                       ^^^^^^^^^^
       |
       = fix 1 (write \`starts with "/admin"\`): user.name starts with "/admin"

    warning[TC0228]: the pattern is plain text; \`ends with ".zip"\` says the same
      --> X01_test.tocsin:4:23
       |
     4 |     user.name matches /\\.zip$/
       |                       ^^^^^^^^
       |
       = fix 1 (write \`ends with ".zip"\`): user.name ends with ".zip"

    warning[TC0228]: the pattern is plain text; \`== "root"\` says the same
      --> X01_test.tocsin:5:23
       |
     5 |     user.name matches /^root$/
       |                       ^^^^^^^^
       |
       = fix 1 (write \`== "root"\`): user.name == "root"

    warning[TC0228]: the pattern is plain text; \`contains "admin"\` says the same
      --> X01_test.tocsin:6:23
       |
     6 |     user.name matches /admin/
       |                       ^^^^^^^
       |
       = fix 1 (write \`contains "admin"\`): user.name contains "admin""
  `));

it("keeps to the limits of a pattern", () =>
  expectFrames(
    matching(
      `/${"a".repeat(201)}/`,
      "/a{256}b/",
      "/(a{100}b){10}/",
      "/a{255}b{255}c{255}d{255}/",
      "/(a?b?){0,60}c/",
      "/a.{20}b/",
    ),
  ).toMatchInlineSnapshot(`
    "error[TC0410]: the pattern has 201 characters; at most 200 are allowed
      --> X01_test.tocsin:3:24
       |
     3 |     user.name matches /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/
       |                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error[TC0410]: a repeat counts to 255, not to 256
      --> X01_test.tocsin:4:25
       |
     4 |     user.name matches /a{256}b/
       |                         ^^^^^

    error[TC0410]: written out, the repeats make 1,010 characters; at most 1,000 are allowed
      --> X01_test.tocsin:5:33
       |
     5 |     user.name matches /(a{100}b){10}/
       |                                 ^^^^

    error[TC0410]: written out, the repeats make 1,020 characters; at most 1,000 are allowed
      --> X01_test.tocsin:6:24
       |
     6 |     user.name matches /a{255}b{255}c{255}d{255}/
       |                        ^^^^^^^^^^^^^^^^^^^^^^^^

    error[TC0410]: a count of what may be nothing makes 120 characters; at most 100 are allowed, or repeat with \`*\`
      --> X01_test.tocsin:7:30
       |
     7 |     user.name matches /(a?b?){0,60}c/
       |                              ^^^^^^

    error[TC0410]: the pattern needs more than 2,000 states, since much of it can be half matched at once; count less, or repeat with \`*\`
      --> X01_test.tocsin:8:23
       |
     8 |     user.name matches /a.{20}b/
       |                       ^^^^^^^^^"
  `));

it("matches text only", () => {
  expect(codes(when("user.ip_count matches /1+/"))).toEqual(["TC0201"]);
});

it("does not ask what follows a pattern that is none", () => {
  expect(codes(when("user.name matches user.first_name"))).toEqual(["TC0020"]);
  expect(codes(when("user.name matches\n    /a+/"))).toEqual([]);
});

it("reads slashes and signs of comments inside of a pattern", () => {
  expect(codes(matching("/[/#]+\\/#/"))).toEqual([]);
  expect(codes(matching("/a+/ # a comment"))).toEqual([]);
});
