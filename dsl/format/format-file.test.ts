import { expect, it } from "vitest";
import { format } from "./format-file.ts";

const formatted = (text: string) => {
  const result = format({ path: "a.tocsin", text });
  expect(result.diagnostics).toEqual([]);
  expect(format({ path: "a.tocsin", text: result.text }).text).toBe(result.text);
  return result.text;
};

it("aligns metadata, sets blocks apart and takes braces from a single condition", () =>
  expect(formatted('rule X05 "T" { severity high\nfalse_positives "b"\nwhen { a }\nexcept { b\nc } }'))
    .toMatchInlineSnapshot(`
    "rule X05 "T" {
      severity        high
      false_positives "b"

      when a

      except {
        b
        c
      }
    }
    "
  `));

it("keeps comments above, behind, inside and at the end", () =>
  expect(
    formatted(
      '# top\n\n# rule\nrule X05 "T" { # open\n  # above\n  when { # when\n    a # behind\n\n\n    # alone\n    b\n    # last\n  }\n  # end\n} # closed\n# bottom',
    ),
  ).toMatchInlineSnapshot(`
    "# top

    # rule
    rule X05 "T" {  # open
      # above
      when {  # when
        a  # behind

        # alone
        b
        # last
      }
      # end
    }  # closed
    # bottom
    "
  `));

it("keeps the braces of a single condition with a comment", () =>
  expect(formatted('rule X05 "T" {\n  when {\n    # why\n    a\n  }\n}')).toMatchInlineSnapshot(`
    "rule X05 "T" {
      when {
        # why
        a
      }
    }
    "
  `));

it("drops parentheses that change nothing, but not where `and` meets `or`", () =>
  expect(formatted("define d_d(x: int) {\n((a)) == (1 + (2 * 3))\n(a and b) or c\n(a + b) * c\nnot (a == b)\n}"))
    .toMatchInlineSnapshot(`
    "define d_d(x: int) {
      a == 1 + 2 * 3
      (a and b) or c
      (a + b) * c
      not (a == b)
    }
    "
  `));

it("fills long lists and gives commented elements their own lines", () =>
  expect(
    formatted(
      `list words : list<string> = [${Array.from({ length: 14 }, (_, i) => `"word-${i}"`).join(",")}]\nlist nets : list<cidr> = [10.0.0.0/8, # office\n2001:DB8::/32]`,
    ),
  ).toMatchInlineSnapshot(`
    "list words : list<string> = [
      "word-0", "word-1", "word-2", "word-3", "word-4", "word-5", "word-6", "word-7", "word-8",
      "word-9", "word-10", "word-11", "word-12", "word-13"
    ]
    list nets : list<cidr> = [
      10.0.0.0/8,  # office
      2001:db8::/32
    ]
    "
  `));

it("aligns a boundary table by what terminals show", () =>
  expect(formatted('test "t" for X05 {\n| name | expect |\n| "日本" | match |\n| missing | no match |\n}'))
    .toMatchInlineSnapshot(`
    "test "t" for X05 {
      | name    | expect   |
      | "日本"  | match    |
      | missing | no match |
    }
    "
  `));

it("stands rows one a line and keeps short values on theirs", () =>
  expect(
    formatted(
      'test "t" {\ngiven { a: 1, events: [{ at: 3h ago, ip: { country: FR } }, { at: 1h ago }] }\nexpect X05 match\n}',
    ),
  ).toMatchInlineSnapshot(`
    "test "t" {
      given {
        a: 1
        events: [
          { at: 3h ago, ip: { country: FR } }
          { at: 1h ago }
        ]
      }
      expect X05 match
    }
    "
  `));

it("breaks a long chain behind its operators", () =>
  expect(
    formatted(
      `rule X05 "T" {\n  when ${Array.from({ length: 4 }, (_, i) => `user.event_count_number_${i} > 1${i}`).join(" or ")}\n}`,
    ),
  ).toMatchInlineSnapshot(`
    "rule X05 "T" {
      when user.event_count_number_0 > 10 or
        user.event_count_number_1 > 11 or
        user.event_count_number_2 > 12 or
        user.event_count_number_3 > 13
    }
    "
  `));

it("puts the doc of an attribute between its type and its value", () =>
  expect(formatted('attribute a_a : int "What" = count(events within 1h last 5)')).toMatchInlineSnapshot(`
    "attribute a_a : int
      "What"
      = count(events last 5 within 1h)
    "
  `));

it("prints a preset in the order of its text", () =>
  expect(
    formatted('preset p_p "P" {\nreview at or below 33\ndescription "D"\nblacklist off\nA01 none\nX05 weight -35 }'),
  ).toMatchInlineSnapshot(`
    "preset p_p "P" {
      review    at or below 33
      description "D"
      blacklist off
      A01 none
      X05 weight -35
    }
    "
  `));

it("returns a text with mistakes as it is", () =>
  expect(format({ path: "a.tocsin", text: "const  A_A =" }).text).toBe("const  A_A ="));

it("gives nothing for nothing and keeps a file of comments", () => {
  expect(formatted("\n\n")).toBe("");
  expect(formatted("  # a\n\n\n  # b")).toBe("# a\n\n# b\n");
});

it("formats what packs change, exceptions with an end, and fixtures", () =>
  expect(
    formatted(
      'override   const FEW=14\noverride const MANY = 3 # why\nextend list words with ["a",\n"b"]\nextend list words with file "a.txt"\nrule X05 "T" {\nexcept   until 2026-12-31 { a }\nwhen b\nexcept { c\nd }}\nfixture qa { total: 3, events: [{ type: page_view }] }\ntest "t" { given   like qa { total: 4 } # more\nexpect X05 unknown }\ntest "t" for X05 { given like qa\n| a | expect |\n| 1 | unknown |\n}',
    ),
  ).toMatchInlineSnapshot(`
    "override const FEW = 14
    override const MANY = 3  # why

    extend list words with ["a", "b"]
    extend list words with file "a.txt"

    rule X05 "T" {
      except until 2026-12-31 {
        a
      }

      when b

      except {
        c
        d
      }
    }

    fixture qa {
      total: 3
      events: [
        { type: page_view }
      ]
    }

    test "t" {
      given like qa {
        total: 4
      }  # more
      expect X05 unknown
    }

    test "t" for X05 {
      given like qa
      | a | expect  |
      | 1 | unknown |
    }
    "
  `));

it("spaces runtime lists and peers", () => {
  const text = formatted(
    'list a : list<int>=runtime\nrule X05 "T" { when { count(distinct .user of peers  by ip within 30d last 5 where .blacklisted)>=2\nany peer by  email as p { p.blacklisted } } }',
  );
  expect(text).toContain("list a : list<int> = runtime\n");
  expect(text).toContain("count(distinct .user of peers by ip last 5 within 30d where .blacklisted) >= 2\n");
  expect(text).toContain("any peer by email as p {\n");
});
