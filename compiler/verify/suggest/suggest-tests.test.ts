import { expect, it } from "vitest";
import type { BoundPack } from "../../../dsl/binder/bound.ts";
import { checkPack } from "../../../dsl/checks/check-pack.ts";
import { format } from "../../../dsl/format/index.ts";
import { runTests } from "../run-tests.ts";
import { untestedThresholds } from "../thresholds/untested-thresholds.ts";
import { suggestTests } from "./suggest-tests.ts";

const FILE = "X01_a.tocsin";

function packOf(text: string): BoundPack {
  const { pack, diagnostics } = checkPack({ files: [{ path: FILE, text }], listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  return pack;
}

const suggested = (text: string) => suggestTests(packOf(text), { file: FILE, textOf: () => text });

/** The file with its suggestions; that they hold, and leave no threshold untested, is looked at here. */
async function accepted(text: string): Promise<string> {
  const { tests } = await suggested(text);
  const added = tests.map((each) => each.text).join("\n");
  const pack = packOf(`${text}\n${added}`);
  expect((await runTests(pack)).filter(({ status }) => status !== "passed")).toEqual([]);
  expect(await untestedThresholds(pack)).toEqual([]);
  expect(format({ path: FILE, text: added }).text).toBe(added);
  return added;
}

it("gives the attributes of a rule the values on both sides of its threshold", async () => {
  const text = `rule X01 "t" {
  when {
    many > 3
    user_is_new
  }
}
attribute many : int "m" = count(events)
attribute user_is_new : bool "n" = user.anonymous
`;
  expect(await accepted(text)).toMatchInlineSnapshot(`
    "test "at the edge of many > 3" for X01 {
      | many | user_is_new | expect   |
      | 3    | true        | no match |
      | 4    | true        | match    |
    }
    "
  `);
});

it("describes rows where a rule looks at them itself", async () => {
  const text = `rule X01 "t" {
  when count(events where .http_code == 404) >= 3
}
`;
  expect(await accepted(text)).toContain('test "at the edge of count(events where .http_code == 404) >= 3: match" {');
});

it("stands right at the edge of a span", async () => {
  const text = await accepted('rule X01 "t" {\n  when any event within 1h {\n    .type == account_login\n  }\n}\n');
  expect(text).toContain("at: 1h ago");
  expect(text).toContain("at: 3599999ms ago");
});

it("reaches a threshold of an attribute through the rule that reads it", async () => {
  const text = 'rule X01 "t" {\n  when many\n}\nattribute many : bool "m" = count(devices) > 2\n';
  expect(await accepted(text)).toContain("expect X01 match");
});

it("offers nothing for a threshold that has its tests", async () => {
  const text = `rule X01 "t" {
  when user.ip_count > 3
}
test "below" {
  given { user: { ip_count: 3 } }
  expect X01 no match
}
test "above" {
  given { user: { ip_count: 4 } }
  expect X01 match
}
`;
  expect(await suggested(text)).toEqual({ tests: [], untested: [] });
});

it("names a threshold that nothing makes a difference at, and offers nothing for it", async () => {
  const { tests, untested } = await suggested(
    'rule X01 "t" {\n  when {\n    user.ip_count > 3\n    user.ip_count < 3\n  }\n}\n',
  );
  expect(tests).toEqual([]);
  expect(untested.length).toBeGreaterThan(0);
});

it("stops when there is no time left", async () => {
  const text = 'rule X01 "t" {\n  when count(events) > 3\n}\n';
  const options = { file: FILE, textOf: () => text, goOn: async () => false };
  expect(await suggestTests(packOf(text), options)).toEqual({ tests: [], untested: [] });
});
