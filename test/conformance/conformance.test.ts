import { beforeAll, describe, expect, it } from "vitest";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { lower } from "../../compiler/plan/lower.ts";
import { loadEvaluator } from "../../compiler/typescript/load-evaluator.ts";
import { judgeBySql, judgeByTypeScript, type Judgement } from "../../compiler/verify/compare-targets.ts";
import { emptyDatabase } from "../database/test-database.ts";
import type { Hazard, Row } from "./hazard.ts";
import { HAZARDS } from "./hazards.ts";

const database = emptyDatabase();

const NOON = "2026-03-01T12:00:00Z";

describe.each(HAZARDS)("$name", (hazard) => {
  const { rows, refused = [], declare = "" } = hazard;
  const judged: { sql?: readonly Judgement[]; typescript?: readonly Judgement[] } = {};

  beforeAll(async () => Object.assign(judged, await judge(hazard)));

  it.each(rows.map((row, i) => ({ ...row, i })))("$because: $write", ({ is, i }) => {
    const answers = [judged.sql, judged.typescript].map((judgements) => judgements?.[i]?.attributes[`v_${i}`]);
    expect(answers).toEqual([is, is]);
  });

  it.each(refused)("refuses $write: $because", ({ write, code }) => {
    const text = `${declare}\nattribute v : bool? =\n${write}\n`;
    const { diagnostics } = checkPack({ files: [{ path: "refused.tocsin", text }], listFiles: new Map() });
    expect(diagnostics.filter(({ severity }) => severity === "error").map((found) => found.code)).toEqual([code]);
  });
});

/** Every row is an attribute with a user of its own; each is judged for all users of one moment. */
async function judge({ rows, declare = "" }: Hazard) {
  const texts = rows.map((row, i) => `attribute v_${i} : ${row.type}? =\n${row.write}\n\n${testOf(row, i)}`);
  const files = [{ path: "rows.tocsin", text: [declare, ...texts].join("\n") }];
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
  if (pack === null) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  const plan = lower(pack);
  const evaluator = loadEvaluator(plan);
  const cases = pack.tests.flatMap((test) => test.cases);
  const sql: Judgement[] = [];
  const typescript: Judgement[] = [];
  for (const [i, { asOf, user }] of cases.entries()) {
    const options = { plan, asOf, users: [{ userId: String(i), context: buildUser(user, asOf) }] };
    const run = async (query: { readonly sql: string; readonly parameters: readonly unknown[] }) =>
      (await database.pool.query<Record<string, unknown>>(query.sql, [...query.parameters])).rows;
    sql.push(...(await judgeBySql(options, run, { wanted: { rules: [], attributes: [`v_${i}`] } })));
    typescript.push(...judgeByTypeScript(options, evaluator));
  }
  return { sql, typescript };
}

function testOf({ given = "", asOf = NOON }: Row, i: number): string {
  return `test "${i}" {\nas of ${asOf}\ngiven {\n${given}\n}\nexpect v_${i} is present\n}`;
}
