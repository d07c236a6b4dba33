import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { testDatabase } from "../database/test-database.ts";
import { readDataSet } from "./data-set.ts";
import { COMPARED, INVENTED } from "./invented.ts";
import { problems } from "./render-report.ts";
import { valueProblems } from "./render-values.ts";
import { runParity } from "./run-parity.ts";

const database = testDatabase();

it("explains every difference on invented users, and finds each where it was put", async () => {
  const report = await runParity({ pool: database.pool, data: INVENTED, rules: COMPARED });
  expect([...problems(report), ...valueProblems(report.values)]).toEqual([]);
  const found = report.grouped.counts.filter(({ pairs }) => pairs > 0);
  expect(Object.fromEntries(found.map(({ cause, rules }) => [cause.name, Object.fromEntries(rules)]))).toEqual({
    "requests without a userName are refused": { B11: 1, B17: 1, C12: 1, I10: 1 },
    "an invalid e-mail address is judged as it was sent": { E01: 1 },
    "failed logins answered with an HTTP error count as failed logins": { A01: 1, A02: 1 },
    "a dormant account is one that was silent before its latest visit, too": { B08: 1 },
    "users without userCreated exist since their first event": { B11: 1, B16: 1 },
    "the dead rules I07 and I12 work": { I07: 1, I12: 1 },
    "pattern lists are our own": { B06: 1 },
    "an address that was never looked up is not called residential": { I10: 1 },
    "a privacy relay is no ordinary connection": { I10: 1 },
  });
});

it("reports a match, a counter and a score that nothing explains", async () => {
  await database.truncate();
  const expected = INVENTED.expected.map((user) =>
    user.userName === "anna"
      ? {
          ...user,
          fired: user.fired.filter((rule) => rule !== "B17"),
          totals: { ...user.totals, ip: 2 },
          scores: { dormant_account: 29 },
        }
      : user,
  );
  const report = await runParity({ pool: database.pool, data: { ...INVENTED, expected }, rules: COMPARED });
  expect(problems(report)).toEqual([
    "total ip of anna: expected 2, is 1",
    "score of anna under dormant_account: expected 29, is 99",
    "B17 on anna: expected no match, no cause explains it",
    "score of anna under dormant_account: 29 there, 99 here, which no rule with a cause accounts for",
  ]);
});

it("reports a value that nothing explains", async () => {
  await database.truncate();
  const expected = INVENTED.expected.map((user) =>
    user.userName === "anna" ? { ...user, context: { ea_total_ip: 2, eip_country_id: [85] } } : user,
  );
  const report = await runParity({ pool: database.pool, data: { ...INVENTED, expected }, rules: COMPARED });
  expect(problems(report)).toEqual([]);
  expect(valueProblems(report.values)).toEqual(["value of ea_total_ip of anna: 2 there, 1 here, no cause explains it"]);
});

const ANOTHER = process.env["TOCSIN_PARITY_DATA"];
const FOLDER = ANOTHER ?? fileURLToPath(new URL("../../../shared/data/parity", import.meta.url));

it.runIf(existsSync(FOLDER))(
  "explains every difference on the recorded users",
  async () => {
    await database.truncate();
    const report = await runParity({ pool: database.pool, data: await readDataSet(FOLDER) });
    const values = ANOTHER === undefined ? valueProblems(report.values) : [];
    expect([...problems(report), ...values]).toEqual([]);
    expect(report.users).toBeGreaterThan(500);
  },
  300_000,
);
