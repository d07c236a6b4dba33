import type { BoundaryTable, ExpectCondition, ExpectRule, TestDecl } from "../ast/test-decl.ts";
import type { Name } from "../ast/node.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { bindConstant } from "./bind-constant.ts";
import { bindGiven, bindGivenNames, type Given } from "./bind-given.ts";
import type { BoundCase, BoundTest } from "./bound.ts";
import { mergeGiven } from "./merge-given.ts";
import type { Scope } from "./scope.ts";
import { suggestionFix } from "./suggestion-fix.ts";

/** The moment of a test that does not say `as of`: 2026-01-15 12:00 UTC, a Thursday. */
export const DEFAULT_TEST_AS_OF = Date.UTC(2026, 0, 15, 12);

/** A test as one case, or one for each row of its boundary table. Null after an error. */
export function bindTest(declaration: TestDecl, scope: Scope): BoundTest | null {
  const { title, span, expectations, table, rule } = declaration;
  if (rule !== null) checkRule(rule, scope);
  if (expectations.length === 0 && (table === null || table.rows.length === 0))
    scope.report(diagnostic("TC0515", span, {}));
  const asOf = bindAsOf(declaration, scope);
  if (asOf === null) return null;
  const given = bindGivenLike(declaration, asOf, scope);
  const expected = bindExpectations(expectations, scope);
  if (given === null || expected === null) return null;
  const cases: BoundCase[] = expectations.length === 0 ? [] : [{ asOf, ...given, ...expected, span }];
  const tableCases = table === null ? [] : bindTable(table, rule, asOf, given, scope);
  return tableCases && { title, cases: [...cases, ...tableCases], span };
}

/** What is given, on top of the fixture that it begins with. The moments of a fixture count from the test's own. */
function bindGivenLike({ given, like }: TestDecl, asOf: number, scope: Scope): Given | null {
  const own = bindGiven(given, asOf, scope);
  if (like === null) return own;
  const { fixtures } = scope.env.symbols;
  const fixture = fixtures.get(like.text);
  if (fixture !== undefined) {
    const base = bindGiven(fixture.given, asOf, scope);
    return base && own && mergeGiven(base, own);
  }
  const suggestion = scope.env.suggest(like.text, () => fixtures.keys());
  const fixes = suggestionFix(like.span, suggestion);
  if (like.text !== "") scope.report(diagnostic("TC0117", like.span, { name: like.text, suggestion }, { fixes }));
  return null;
}

function bindAsOf({ asOf }: TestDecl, scope: Scope): number | null {
  if (asOf === null) return DEFAULT_TEST_AS_OF;
  const constant = bindConstant(asOf, scope, { kind: "time" }, "`as of`");
  if (constant === null) return null;
  if (constant.type.kind === "time" && typeof constant.value === "number") return constant.value;
  scope.report(diagnostic("TC0201", asOf.span, { expected: "time", found: constant.type.kind }));
  return null;
}

function bindExpectations(
  expectations: readonly (ExpectRule | ExpectCondition)[],
  scope: Scope,
): Pick<BoundCase, "rules" | "conditions"> | null {
  const rules: BoundCase["rules"][number][] = [];
  const conditions: BoundCase["conditions"][number][] = [];
  for (const expectation of expectations) {
    if (expectation.kind === "expect_rule") {
      const { rule, outcome, span } = expectation;
      if (checkRule(rule, scope)) rules.push({ rule: rule.text, outcome, span });
      continue;
    }
    const { condition: expr, span } = expectation;
    const condition = scope.env.parts.condition(expr, scope);
    if (condition !== null) conditions.push({ condition, text: scope.env.text(expr.span), span });
  }
  return rules.length + conditions.length === expectations.length ? { rules, conditions } : null;
}

function bindTable(
  table: BoundaryTable,
  rule: Name | null,
  asOf: number,
  given: Given,
  scope: Scope,
): readonly BoundCase[] | null {
  if (rule === null) {
    scope.report(diagnostic("TC0514", table.span, {}));
    return null;
  }
  const cases: BoundCase[] = [];
  const columns = table.columns.filter(({ text }) => text !== "expect");
  for (const { cells, outcome, span } of table.rows) {
    const entries = columns.flatMap((key, index) => {
      const value = cells[index];
      return value === undefined ? [] : [{ key, value }];
    });
    const row = entries.length === columns.length ? bindGivenNames(entries, asOf, scope) : null;
    if (row === null) continue;
    cases.push({
      asOf,
      user: given.user,
      attributes: new Map([...given.attributes, ...row.attributes]),
      lists: new Map([...given.lists, ...row.lists]),
      rules: [{ rule: rule.text, outcome, span }],
      conditions: [],
      span,
    });
  }
  return cases.length === table.rows.length ? cases : null;
}

function checkRule({ text: rule, span }: Name, scope: Scope): boolean {
  const { rules } = scope.env.symbols;
  if (rules.has(rule)) return true;
  // another letter is another category: rarely a slip
  const suggestion = scope.env.suggest(rule, () => [...rules.keys()].filter((id) => id[0] === rule[0]));
  if (rule !== "")
    scope.report(diagnostic("TC0113", span, { rule, suggestion }, { fixes: suggestionFix(span, suggestion) }));
  return false;
}
