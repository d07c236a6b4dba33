import { expect, it } from "vitest";
import { checkPack, type PackFile } from "../../dsl/checks/check-pack.ts";
import { emptyDatabase } from "../../test/database/test-database.ts";
import { lower } from "../plan/lower.ts";
import type { LoadSeams } from "../typescript/load-evaluator.ts";
import type { RunQuery } from "./compare-targets.ts";
import { runTests } from "./run-tests.ts";
import { verifyPack } from "./verify-pack.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows;

const SHARED = `
const LIMIT = 40
list office : list<cidr> = [10.32.0.0/11]
list words : list<string> = ["/wp-admin/setup.php", "etc/passwd"]
map supported : map<string, int> = { "Chrome": 90, "Firefox": 80 }

attribute name_length : int = length(user.name)
`;

/** Rules that hardly any random user would match. */
const RULES = [
  `rule X01 "Many refused requests within an hour" {
  when count(events within 1h where .http_code == 403 and .url contains any of words ignoring case) >= LIMIT
}`,
  `rule X02 "Old browser on a short-lived device from the office" {
  when {
    any device {
      .browser_major < supported[.browser]
      .last_seen - .first_seen < 3h
    }
    every ip { .address in office and .country == CH }
  }
}`,
  `rule X03 "Created exactly a week before the judged day, with a long name" {
  when {
    days_since(user.created) == 7
    name_length == 37
  }
}`,
  `rule X04 "Nobody" {
  when user.event_count > 5 and user.event_count < 3
}`,
];

function packOf(rules: readonly string[], tests = "") {
  const files: readonly PackFile[] = [
    { path: "shared.tocsin", text: SHARED },
    { path: "tests.tocsin", text: tests },
    ...rules.map((text) => ({ path: `${text.slice(5, 8)}_rule.tocsin`, text })),
  ];
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
  if (pack === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return pack;
}

const verify = (rules: readonly string[], cases: number, seams: LoadSeams = {}) =>
  verifyPack(lower(packOf(rules)), { cases, seed: 7, run, seams });

it("reaches rules at their boundaries, and says of a rule that it never did", async () => {
  const { rules, cases, counterexample } = await verify(RULES, 1_000);
  expect({ cases, counterexample }).toEqual({ cases: 1_000, counterexample: null });
  const reached = (id: string) => rules.find((rule) => rule.id === id)?.matched ?? 0;
  expect(Math.min(reached("X01"), reached("X02"), reached("X03"))).toBeGreaterThan(0);
  expect(reached("X04")).toBe(0);
  for (const { matched, notMatched, unknown } of rules) expect(matched + notMatched + unknown).toBe(1_000);
});

it("makes the same users of the same seed", async () =>
  expect(await verify(RULES, 300)).toEqual(await verify(RULES, 300)));

const COUNTS_UNITS: LoadSeams = { support: { codePoints: (text: string) => text.length } };

it("shrinks a difference to a test that shows it", async () => {
  const { counterexample } = await verify(RULES, 1_000, COUNTS_UNITS);
  expect(counterexample?.test).toMatchInlineSnapshot(`
    "test "SQL and TypeScript differ on name_length" {
      as of 2026-03-01T12:34:56.789Z
      given {
        user: { name: "😀" }
      }
      # SQL: 1; TypeScript: 2
      expect name_length == 1
    }
    "
  `);
});

it("writes a test that a pack can hold, and that passes where SQL is right", async () => {
  const { counterexample } = await verify(RULES, 1_000, COUNTS_UNITS);
  const results = await runTests(packOf(RULES, counterexample?.test ?? ""), { run });
  expect(results.map(({ failures }) => failures)).toEqual([[]]);
});

it("shows the user itself where no test can describe it", async () => {
  // No session of a test begins before 1970.
  const early = 'rule X05 "Early" {\n  when any session { .started < 1970-01-01 }\n}';
  const { counterexample } = await verify([early], 500, { rewrite: (code) => code.replaceAll(" < 0)", " > 0)") });
  expect(counterexample).toMatchObject({ name: "X05" });
  expect(counterexample?.context.sessions.length).toBeGreaterThan(0);
});

it("stops when it is told to", async () => {
  const stop = new AbortController();
  const judged: number[] = [];
  const verifying = verifyPack(lower(packOf(RULES)), {
    cases: 5_000,
    seed: 7,
    run,
    signal: stop.signal,
    onProgress: (progress) => {
      judged.push(progress.judged);
      stop.abort(new Error("enough"));
    },
  });
  await expect(verifying).rejects.toThrow("enough");
  expect(judged).toEqual([500]);
});
