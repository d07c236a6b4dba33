import type { MetadataEntry } from "../ast/declaration.ts";
import type { Expr } from "../ast/expr.ts";
import { METADATA_KEYS } from "../ast/metadata-keys.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { LIMITS } from "../types/limits.ts";
import { bindBecause } from "./bind-because.ts";
import { SEVERITIES, type RuleMetadata, type Severity } from "./bound.ts";
import type { Scope } from "./scope.ts";
import { suggestionFix } from "./suggestion-fix.ts";

const WORDS = /^[a-z][a-z0-9_-]*$/;

/** The entries of a list by their key: what one must look like, in a word and as a pattern. */
const LISTS = {
  tags: { pattern: WORDS, wanted: "a list of words in small letters such as `[ip, anonymizer]`" },
  attack: { pattern: /^T\d{4}(\.\d{3})?$/, wanted: 'a list of ATT&CK technique ids such as `["T1090.003"]`' },
  oat: { pattern: /^OAT-\d{3}$/, wanted: 'a list of OWASP automated threat ids such as `["OAT-019"]`' },
  // no longer than other prose
  story: { pattern: /^\S.{0,499}$/su, wanted: "a list of sentences, each a string of at most 500 characters" },
  references: { pattern: /^https?:\/\/\S+$/, wanted: "a list of web addresses as strings" },
} as const;

const PROSE = ["description", "because", "false_positives"] as const;

export function bindMetadata(entries: readonly MetadataEntry[], scope: Scope): RuleMetadata {
  const given = new Map<string, Expr>();
  for (const { key, value } of entries) {
    if (!METADATA_KEYS.some((known) => known === key.text)) {
      const suggestion = suggest(key.text, METADATA_KEYS);
      if (key.text !== "")
        scope.report(
          diagnostic("TC0503", key.span, { key: key.text, suggestion }, { fixes: suggestionFix(key.span, suggestion) }),
        );
    } else if (given.has(key.text)) scope.report(diagnostic("TC0505", key.span, { key: key.text }));
    else given.set(key.text, value);
  }
  const list = (key: keyof typeof LISTS) => words(key, given.get(key), scope);
  const prose = (key: (typeof PROSE)[number]) => sentence(key, given.get(key), scope);
  return {
    description: prose("description"),
    severity: severity(given.get("severity"), scope),
    tags: list("tags"),
    attack: list("attack"),
    oat: list("oat"),
    story: list("story"),
    because: prose("because"),
    falsePositives: prose("false_positives"),
    references: list("references"),
  };
}

function severity(value: Expr | undefined, scope: Scope): Severity | null {
  if (value === undefined || value.kind === "error") return null;
  const known = SEVERITIES.find((name) => value.kind === "name" && value.name === name);
  if (known !== undefined) return known;
  const wanted = `one of ${SEVERITIES.map((name) => `\`${name}\``).join(", ")}`;
  scope.report(diagnostic("TC0504", value.span, { key: "severity", wanted }));
  return null;
}

function words(key: keyof typeof LISTS, value: Expr | undefined, scope: Scope): readonly string[] {
  if (value === undefined || value.kind === "error") return [];
  const { pattern, wanted } = LISTS[key];
  if (value.kind !== "list_literal") {
    scope.report(diagnostic("TC0504", value.span, { key, wanted }));
    return [];
  }
  return value.elements.flatMap((element) => {
    const text =
      element.kind === "string_literal"
        ? element.value
        : element.kind === "name" && key === "tags"
          ? element.name
          : null;
    if (text !== null && pattern.test(text)) return [text];
    if (element.kind !== "error") scope.report(diagnostic("TC0504", element.span, { key, wanted }));
    return [];
  });
}

function sentence(key: (typeof PROSE)[number], value: Expr | undefined, scope: Scope): string | null {
  if (value === undefined || value.kind === "error") return null;
  if (value.kind !== "string_literal" || [...value.value].length > LIMITS.proseLength) {
    scope.report(
      diagnostic("TC0504", value.span, { key, wanted: `a string of at most ${LIMITS.proseLength} characters` }),
    );
    return null;
  }
  return key === "because" ? bindBecause(value, scope) : value.value;
}
