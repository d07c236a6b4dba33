import { expect, it } from "vitest";
import { changes, explained, outline } from "./testing/explained.ts";

const TAKEOVER = `
const FEW = 3
define is_new(d: device) { d.last_seen - d.first_seen < 3h }

rule X01 "New device abroad" {
  when {
    user.event_count > 1
    any {
      count(events within 1h) >= FEW
      none { user.first_name is missing }
    }
    any event as e last 25 {
      is_new(.device)
      count(ips where .country == e.ip.country) == 1
      .http_code in 200..299
    }
  }
  except user.name in ["qa-1", "qa-2"]
}

test "a user" for X01 {
  given {
    user: { name: "anna" }
    events: [
      { type: account_login, at: 60d ago, device: "d1", http_code: 404, ip: { address: 203.0.113.7, country: FR } }
      { type: account_login, at: 5m ago, device: "d2", http_code: 404, ip: { address: 198.51.100.9, country: VN } }
    ]
  }
  expect X01 no match
}
`;

it("gives every condition its value", () =>
  expect(outline(explained(TAKEOVER).when)).toMatchInlineSnapshot(`
    "✗ { … }
      ✓ user.event_count > 1
      ✗ any { … }
        ✗ count(events within 1h) >= FEW
        ✗ none { user.first_name is missing }
          ✓ user.first_name is missing
      ✗ any event as e last 25 { … }"
  `));

it("counts every use of a define as a line of its own, and a range as one", () => {
  const { when, nearestMiss } = explained(`
define above(n: int) { user.event_count > n }
define both() {
  above(3)
  above(9)
}
rule X01 "Twice" {
  when {
    both()
    above(1)
    above(2)
    user.ip_count in 0..9
  }
}
test "a user" for X01 {
  given { user: { name: "anna", event_count: 5 } }
  expect X01 no match
}
`);
  expect(outline(when)).toMatchInlineSnapshot(`
    "✗ { … }
      ✓ user.event_count > n
      ✗ user.event_count > n
      ✓ user.event_count > n
      ✓ user.event_count > n
      ✓ user.ip_count in 0..9
        ✓ user.ip_count in 0..9
        ✓ user.ip_count in 0..9"
  `);
  expect(nearestMiss?.conditions).toBe(5);
});

it("names the smallest changes that would make it match, with what is and what is needed", () =>
  expect(changes(explained(TAKEOVER))).toMatchInlineSnapshot(`
    [
      [
        "count(events within 1h) is 1, needed >= FEW (3)",
        "events 0: .http_code is 404, needed <= 299",
      ],
      [
        "count(events within 1h) is 1, needed >= FEW (3)",
        "events 1: .http_code is 404, needed <= 299",
      ],
      [
        "user.first_name is missing, needed present",
        "events 0: .http_code is 404, needed <= 299",
      ],
      [
        "user.first_name is missing, needed present",
        "events 1: .http_code is 404, needed <= 299",
      ],
    ]
  `));

it("names the lines that are in the way", () => {
  const { nearestMiss, outcome, why } = explained(TAKEOVER);
  expect(outcome).toBe("no_match");
  expect(why).toBeNull();
  expect(nearestMiss?.conditions).toBe(3);
  expect(nearestMiss?.failed.map(({ text, truth }) => [text, truth])).toEqual([
    ["any { … }", false],
    ["any event as e last 25 { … }", false],
  ]);
});

it("places what a define brought in where the define is used", () => {
  const { when } = explained(TAKEOVER);
  const [row] = when.children[2]?.rows?.shown ?? [];
  const [first, second] = row?.condition?.children ?? [];
  expect(first?.text).toBe("d.last_seen - d.first_seen < 3h");
  expect(first?.via?.text).toBe("is_new(.device)");
  expect(TAKEOVER.slice(first?.via?.span.start, first?.via?.span.end)).toBe("is_new(.device)");
  expect(second?.via).toBeNull();
});

it("shows the rows behind an aggregate, with the fields that were read", () => {
  const { when } = explained(
    'rule X01 "Failures" { when count(events last 5 where .http_code == 404 and .path contains "a") >= 5 }\n' +
      'test "t" for X01 { given { events: [\n' +
      Array.from(
        { length: 7 },
        (_, i) => `{ at: ${7 - i}m ago, url: "/${i}a", http_code: ${i === 3 ? 200 : 404} }`,
      ).join(", ") +
      "] }\n expect X01 no match\n}",
  );
  const rows = when.children[0]?.rows;
  expect(rows).toMatchObject({ source: "events", seen: 5, kept: 4, more: 0 });
  expect(rows?.shown[0]).toEqual({
    source: "events",
    index: 0,
    time: "2026-01-15T11:59:00.000Z",
    fields: [
      { name: "http_code", type: "int", value: 404 },
      { name: "path", type: "string", value: "/6a" },
    ],
    value: null,
    condition: null,
  });
});

it("shows at most 25 rows and counts the others", () => {
  const events = Array.from({ length: 40 }, (_, i) => `{ at: ${i + 1}m ago }`).join(", ");
  const { when } = explained(
    `rule X01 "Many" { when count(events) >= 50 }\ntest "t" for X01 { given { events: [${events}] }
  expect X01 no match
}`,
  );
  const rows = when.children[0]?.rows;
  expect(rows?.shown).toHaveLength(25);
  expect(rows).toMatchObject({ seen: 40, kept: 40, more: 15 });
});

const UNKNOWN = `
attribute hidden : bool? = any ip { .tor }
rule X01 "Hidden" {
  when {
    hidden
    length(user.first_name) > 2
  }
}
test "t" for X01 { given { events: [{ at: 1h ago, ip: { address: 203.0.113.7 } }] }
  expect X01 no match
}
`;

it("blames the fields and attributes that are missing", () => {
  const { outcome, when, attributes } = explained(UNKNOWN);
  expect(outcome).toBe("unknown");
  expect(when.blame).toEqual([
    { what: "attribute", name: "hidden", row: null },
    { what: "field", name: "user.first_name", row: null },
  ]);
  expect(attributes[0]?.tree?.blame).toEqual([
    { what: "field", name: ".tor", row: { source: "ips", index: 0, time: "2026-01-15T11:00:00.000Z" } },
  ]);
});

it("opens the tree of an attribute once, however often it is read", () => {
  const { when, attributes } = explained(UNKNOWN);
  expect(when.children[0]).toMatchObject({ kind: "attribute", attribute: "hidden", value: null, children: [] });
  expect(attributes.map(({ name, type, value }) => ({ name, type, value }))).toEqual([
    { name: "hidden", type: "bool", value: null },
  ]);
});

it("says of a match which conditions were enough, each set by itself", () => {
  const explanation = explained(`
rule X01 "Either" { when any { user.event_count > 1
  user.ip_count > 1
  user.device_count > 7 } }
test "t" for X01 { given { user: { event_count: 5, ip_count: 2 } }
  expect X01 match
}
`);
  expect(explanation.nearestMiss).toBeNull();
  expect(changes(explanation)).toEqual([["user.event_count is 5, needed > 1"], ["user.ip_count is 2, needed > 1"]]);
});

it("wants an exception to stop holding", () => {
  const explanation = explained(
    TAKEOVER.replace('name: "anna"', 'name: "qa-1"')
      .replaceAll("http_code: 404", "http_code: 200")
      .replace("FEW = 3", "FEW = 1"),
  );
  expect(explanation.outcome).toBe("no_match");
  expect(explanation.nearestMiss?.failed).toMatchObject([{ part: "except", truth: true }]);
  expect(changes(explanation)).toEqual([['user.name is "qa-1", needed not in ["qa-1", "qa-2"]']]);
});

it("never asks for what excludes itself", () => {
  const explanation = explained(`
rule X01 "Between" { when { any { user.ip_count > 9
  user.device_count > 9 }
  user.ip_count < 5 } }
test "t" for X01 { given { user: { ip_count: 7, device_count: 1 } }
  expect X01 no match
}
`);
  expect(changes(explanation)).toEqual([["user.device_count is 1, needed > 9", "user.ip_count is 7, needed < 5"]]);
});

it("says that sets are missing where a condition stands twice, once negated", () => {
  const { nearestMiss } = explained(`
rule X01 "Torn" {
  when {
    any {
      user.event_count > 5
      user.ip_count > 9
    }
    any {
      not user.event_count > 5
      user.device_count > 9
    }
  }
}

test "a user" for X01 {
  given { user: { event_count: 3, ip_count: 1, device_count: 1 } }
  expect X01 no match
}
`);
  expect(nearestMiss?.sets).toHaveLength(1);
  expect(nearestMiss?.leaves).toMatchObject([{ text: "user.ip_count > 9" }]);
  expect(nearestMiss?.complete).toBe(false);
});

it("asks for no row where many would have to change", () => {
  const explanation = explained(`
rule X01 "Quiet" { when no event { .type == page_error } }
test "t" for X01 { given { events: [{ type: page_error }, { type: page_error }] }
  expect X01 no match
}
`);
  expect(changes(explanation)).toEqual([["no event { .type == page_error } is 2, needed no row"]]);
  expect(explanation.nearestMiss?.leaves[0]).toMatchObject({ type: "rows", actual: 2, truth: true });
});

it("asks for a row where there is none", () => {
  const explanation = explained(`
rule X01 "Some" { when any phone { .valid } }
test "t" for X01 { given {}
  expect X01 no match
}
`);
  expect(changes(explanation)).toEqual([["any phone { .valid } is 0, needed at least 1 row"]]);
});

it("names the fields that are known only as they are now", () =>
  expect(explained(TAKEOVER).currentFields).toEqual([
    "devices.last_seen",
    "ips.country",
    "user.event_count",
    "user.first_name",
  ]));

it("puts the rows that were looked at in time, and says which count", () => {
  const { when } = explained(`
rule X01 "Misses" {
  when {
    count(events within 2h where .http_code == 404) >= 1
    any event last 2 { .http_code == 200 }
  }
}
test "a user" for X01 {
  given {
    user: { name: "anna" }
    events: [
      { at: 3h ago, http_code: 404 }
      { at: 90m ago, http_code: 404 }
      { at: 5m ago, http_code: 200 }
    ]
  }
  expect X01 match
}
`);
  const rows = (node: typeof when): readonly (typeof when.rows)[] => [node.rows, ...node.children.flatMap(rows)];
  const found = rows(when).flatMap((each) => (each === null ? [] : [each]));
  expect(found.map(({ within, times }) => ({ within, counts: times.map(({ counts }) => counts) }))).toEqual([
    { within: 7_200_000, counts: [false, true] },
    { within: null, counts: [true, false] },
  ]);
  expect(found[0]?.times[0]?.time).toMatch(/Z$/);
});
