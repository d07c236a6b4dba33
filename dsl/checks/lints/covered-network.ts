import type { Expr } from "../../ast/expr.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { coversNetwork } from "../../source/covers-network.ts";
import { listLiterals } from "./list-literals.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** Entries are compared with each other up to here; longer lists are data and belong into files. */
const MOST_ENTRIES = 500;

/** A network that lies inside another one of its list. */
export function coveredNetwork({ sources, report }: PackLintContext): void {
  for (const { elements } of listLiterals(sources)) {
    const networks = elements.slice(0, MOST_ENTRIES).flatMap(networkOf);
    for (const inner of networks) {
      const outer = networks.find((other) => other.value !== inner.value && coversNetwork(other.value, inner.value));
      if (outer === undefined) continue;
      const secondary = [{ span: outer.span, message: "holds it" }];
      report(diagnostic("TC0619", inner.span, { inner: inner.value, outer: outer.value }, { secondary }));
    }
  }
}

function networkOf(expr: Expr): readonly Extract<Expr, { kind: "cidr_literal" }>[] {
  return expr.kind === "cidr_literal" ? [expr] : [];
}
