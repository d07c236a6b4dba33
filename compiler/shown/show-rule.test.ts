import { expect, it } from "vitest";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { compileSql } from "../sql/compile-sql.ts";
import { lower } from "../plan/lower.ts";
import { emitTypeScript } from "../typescript/emit-typescript.ts";
import { describedRelations } from "../verify/described-relations.ts";
import type { MarkedText } from "./marks.ts";
import { showRule } from "./show-rule.ts";

const TEXTS: Readonly<Record<string, string>> = {
  "X01_abroad.tocsin": `
attribute failures : int "Failed logins"
  = count(events last 25 where .type == account_login_fail)
define from_office(e : event) { e.ip.country == DE }
rule X01 "Failures abroad" {
  when {
    failures > 3
    any event as e last 25 {
      .http_code in [401, 403]
      from_office(e)
    }
  }
  except { user.name == "qa" }
}`,
  "X02_same.tocsin": `rule X02 "The same rows" { when any event last 25 { .http_code in [401, 403] } }`,
  "X03_same.tocsin": `rule X03 "The same rows again" { when any event last 25 { .http_code in [401, 403] } }`,
};
const AS_OF = Date.UTC(2026, 2, 1);

function shown(rule: string) {
  const files = Object.entries(TEXTS).map(([path, text]) => ({ path, text }));
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  const answer = showRule(pack, { rule, asOf: AS_OF, relations: describedRelations([]) });
  if (answer === null) throw new Error("no such rule");
  const quote = ({ text: target, ranges }: MarkedText, part: string) => {
    const origin = answer.parts.findIndex(({ file, start, end }) => TEXTS[file]?.slice(start, end) === part);
    return ranges.filter((range) => range.origin === origin).map(({ start, end }) => target.slice(start, end));
  };
  return { answer, pack, quote };
}

it("shows in each target what comes from a condition of the rule", () => {
  const { answer, quote } = shown("X01");
  const part = ".http_code in [401, 403]";
  expect(quote(answer.sql, part)).toContain(`("r"."http_code" IN ($6::bigint, $7::bigint))`);
  expect(quote(answer.typescript, part)).toContain("row.http_code === 401 || row.http_code === 403");
  expect(quote(answer.plan, part)).toContain("in");
});

it("shows the body of an attribute as coming from the mention of it", () => {
  const { answer, quote } = shown("X01");
  expect(quote(answer.typescript, "failures").join("\n")).toContain("account_login_fail");
  expect(quote(answer.plan, "failures").join("\n")).toContain("attribute failures");
});

it("shows the body of a define as coming from its use", () => {
  const { answer, quote } = shown("X01");
  expect(quote(answer.typescript, "from_office(e)").join("\n")).toContain(`"DE"`);
});

it("has places of the asked rule for what another rule shares with it", () => {
  const { answer, quote } = shown("X03");
  expect(quote(answer.typescript, ".http_code in [401, 403]")).toContain(
    "row.http_code === 401 || row.http_code === 403",
  );
});

it("shows what runs: the same text but for line breaks", () => {
  const { answer, pack } = shown("X01");
  const plan = lower({ ...pack, rules: pack.rules.filter(({ id }) => id === "X01") });
  const wanted = { rules: ["X01"] };
  expect(answer.typescript.text).toBe(emitTypeScript(plan, wanted));
  const { query } = compileSql(plan, { ...wanted, asOf: AS_OF, relations: describedRelations([]) });
  expect(answer.sql.text.replaceAll(/\n */g, " ")).toBe(query.sql);
  expect(answer.sql.text).toContain("\nFROM (");
  expect(answer.sql.parameters).toEqual(query.parameters);
});

it("says nothing of a rule that is not there", () => {
  const { pack } = shown("X01");
  expect(showRule(pack, { rule: "X99", asOf: AS_OF, relations: describedRelations([]) })).toBeNull();
});
