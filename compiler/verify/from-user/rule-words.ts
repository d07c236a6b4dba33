import { checkedPattern, createMatcher } from "../../../dsl/regex/create-matcher.ts";
import { walk } from "../../plan/children.ts";
import type { Expr } from "../../plan/expr.ts";
import { indexPlan } from "../../plan/plan-index.ts";
import type { Plan } from "../../plan/plan.ts";
import { expressionsOf, reach } from "../../plan/reach.ts";
import { describedTexts } from "../boundaries/described-texts.ts";

/** What rules compare texts with: it stands in the pack, so that it tells nothing of anybody. */
export interface RuleWords {
  /** Texts, addresses and networks. */
  readonly literals: ReadonlySet<string>;
  /** In lower case, the longest first: what may have to stand inside of a text. */
  readonly needles: readonly string[];
  /** For a text, texts that the same patterns describe. */
  readonly alike: (text: string) => readonly string[];
}

export function ruleWords(plan: Plan): RuleWords {
  const index = indexPlan(plan);
  const literals = new Set<string>();
  const patterns: { readonly matches: (text: string) => boolean; readonly texts: readonly string[] }[] = [];
  const visit = (node: Expr) => {
    if (node.kind === "literal" && typeof node.value === "string") literals.add(node.value);
    const values =
      node.kind === "list_ref" ? (index.list(node.name).values ?? []) : node.kind === "list_literal" ? node.values : [];
    for (const value of values) if (typeof value === "string") literals.add(value);
    if (node.kind === "map_lookup")
      for (const [key] of index.map(node.map).entries) if (typeof key === "string") literals.add(key);
    if (node.kind === "matches")
      patterns.push({
        matches: createMatcher(node.pattern, node.ignoringCase),
        texts: describedTexts(checkedPattern(node.pattern, node.ignoringCase)),
      });
  };
  for (const expr of expressionsOf(reach(plan, {}))) walk(expr, visit);
  const needles = [...new Set([...literals].map((text) => text.toLowerCase()))];
  return {
    literals,
    needles: needles.filter((text) => text.length > 1).toSorted((a, b) => b.length - a.length),
    alike: (text) => {
      const described = patterns.filter(({ matches }) => matches(text)).flatMap(({ texts }) => texts);
      return described.filter((other) => patterns.every(({ matches }) => matches(other) === matches(text)));
    },
  };
}
