import type { TestDecl } from "../../ast/test-decl.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { LintContext } from "./lint-context.ts";

/** A rule is shown to match where it should and to stay silent where it should. */
export function missingTests({ symbols, report }: LintContext): void {
  const shown = new Set(symbols.tests.flatMap(outcomesOf));
  for (const { id } of symbols.rules.values()) {
    if (!shown.has(`${id.text} match`)) report(diagnostic("TC0602", id.span, { rule: id.text, outcome: "a match" }));
    if (!shown.has(`${id.text} no_match`))
      report(diagnostic("TC0602", id.span, { rule: id.text, outcome: "no match" }));
  }
}

function outcomesOf({ expectations, table, rule }: TestDecl): readonly string[] {
  const listed = expectations.flatMap((expectation) =>
    expectation.kind === "expect_rule" ? [`${expectation.rule.text} ${expectation.outcome}`] : [],
  );
  if (table === null || rule === null) return listed;
  return [...listed, ...table.rows.map(({ outcome }) => `${rule.text} ${outcome}`)];
}
