import { beforeAll, expect, it } from "vitest";
import { lower } from "../../compiler/plan/lower.ts";
import { loadEvaluator } from "../../compiler/typescript/load-evaluator.ts";
import { judgeBySql, judgeByTypeScript } from "../../compiler/verify/compare-targets.ts";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { emptyDatabase } from "../database/test-database.ts";
import { REGEX_ROWS } from "./regex.ts";

const database = emptyDatabase();
const AS_OF = Date.UTC(2026, 2, 1, 12);

const patterns = [...new Set(REGEX_ROWS.map(({ pattern }) => pattern))];
const rules = patterns.map((pattern, i) => ({
  path: `X${100 + i}_pattern.tocsin`,
  text: `rule X${100 + i} "Pattern" { when user.name matches ${pattern} }`,
}));
const users = REGEX_ROWS.map(({ subject }, i) => ({
  userId: String(i),
  context: buildUser({ user: { name: subject }, sources: {} }, AS_OF),
}));

const answers: { typescript: unknown; sql: unknown }[] = [];

beforeAll(async () => {
  const { pack, diagnostics } = checkPack({ files: rules, listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics.filter(({ severity }) => severity === "error")));
  const options = { plan: lower(pack), users, asOf: AS_OF };
  const inTypeScript = judgeByTypeScript(options, loadEvaluator(options.plan));
  const inSql = await judgeBySql(
    options,
    async ({ sql, parameters }) => (await database.pool.query(sql, [...parameters])).rows,
  );
  for (const [i, { pattern }] of REGEX_ROWS.entries()) {
    const rule = patterns.indexOf(pattern);
    answers.push({ typescript: inTypeScript[i]?.outcomes[rule], sql: inSql[i]?.outcomes[rule] });
  }
});

it.each(REGEX_ROWS.map((row, i) => ({ ...row, i })))("$pattern on $subject is $matches: $reason", ({ i, matches }) => {
  expect(answers[i]).toEqual({ typescript: matches, sql: matches });
});
