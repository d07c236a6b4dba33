import { didYouMean, error } from "./entry.ts";

/** TC05xx: rules, their metadata, presets and tests. */
export const METADATA = {
  TC0501: error(
    (p: { rule: string; file: string }) =>
      `the rule \`${p.rule}\` belongs in a file named \`${p.rule}_….tocsin\`, not \`${p.file}\``,
  ),
  TC0502: error((p: { first: string }) => `a file holds one rule; \`${p.first}\` is already here`),
  TC0503: error(
    (p: { key: string; suggestion: string | null }) => `a rule has no \`${p.key}\`${didYouMean(p.suggestion)}`,
  ),
  TC0504: error((p: { key: string; wanted: string }) => `\`${p.key}\` takes ${p.wanted}`),
  TC0505: error((p: { key: string }) => `\`${p.key}\` is given twice`),
  TC0506: error((p: { name: string; suggestion: string | null }) =>
    p.suggestion === null
      ? `unknown weight \`${p.name}\`; weights are \`positive\`, \`none\`, \`medium\`, \`high\`, \`extreme\`, or \`weight\` and a number`
      : `unknown weight \`${p.name}\`${didYouMean(p.suggestion)}`,
  ),
  TC0507: error(
    (p: { what: string; min: number; max: number }) => `${p.what} is a whole number from ${p.min} to ${p.max}`,
  ),
  TC0508: error(() => "the blacklist threshold must be lower than the review threshold"),
  TC0509: error((p: { rule: string }) => `the preset weighs \`${p.rule}\` twice`),
  TC0511: error((p: { key: string; ofUser: boolean; suggestion: string | null }) =>
    p.ofUser
      ? `\`${p.key}\` is a field of the user; give it as \`user: { ${p.key}: … }\``
      : `\`${p.key}\` is no attribute, no list, no source and not \`user\`${didYouMean(p.suggestion)}`,
  ),
  TC0512: error((p: { expected: string; found: string }) => `expected ${p.expected}, found ${p.found}`),
  TC0513: error((p: { name: string }) => `\`${p.name}\` is never missing`),
  TC0514: error(() => 'a boundary table needs the rule it is about, as in `test "…" for X01`'),
  TC0515: error(() => "the test expects nothing; add a line such as `expect X01 match`"),
  TC0516: error(
    (p: { field: string; of: string; suggestion: string | null }) =>
      `a given ${p.of} has no field \`${p.field}\`${didYouMean(p.suggestion)}`,
  ),
  TC0517: error((p: { rule: string; builtin: boolean }) =>
    p.builtin
      ? `\`${p.rule}\` begins with \`X\`, which the built-in pack leaves to users`
      : `the ids of a pack laid over the built-in one begin with \`X\`, unlike \`${p.rule}\`; other letters belong to the built-in pack`,
  ),
  TC0518: error(
    (p: { list: string }) =>
      `the entries of \`${p.list}\` stand in the pack; a test gives those of a \`runtime\` list only`,
  ),
  TC0519: error(() => 'a given peer needs `by` and what is shared, as in `{ by: ip, user: "x" }`'),

  // What a rule says
  TC0530: error((p: { brace: "{" | "}" }) =>
    p.brace === "{"
      ? "`{` opens a value that is never closed; for a brace write `{{`"
      : "`}` closes a value that was never opened; for a brace write `}}`",
  ),
  TC0531: error(
    (p: { found: string }) => `\`{${p.found}}\` is no name of an attribute or a constant; declare an attribute for it`,
  ),

  // What a pack changes of the built-in one
  TC0520: error((p: { what: string; kind: string; alone: boolean }) =>
    p.alone
      ? `\`${p.what}\` changes the built-in pack, and this pack stands alone; change the ${p.kind} where it is declared`
      : `\`${p.what}\` is for packs laid over the built-in one; change the ${p.kind} where it is declared`,
  ),
  TC0521: error(
    (p: { name: string; kind: string; suggestion: string | null }) =>
      `the built-in pack has no ${p.kind} \`${p.name}\`${didYouMean(p.suggestion)}`,
  ),
  TC0522: error((p: { name: string }) => `\`${p.name}\` is overridden twice; which value counts is not clear`),
  TC0523: error(
    (p: { name: string; expected: string; found: string }) =>
      `\`${p.name}\` is a constant of type \`${p.expected}\`; its override is a \`${p.found}\``,
  ),
  TC0524: error(
    (p: { name: string; kind: string }) =>
      `\`${p.name}\` is a ${p.kind} of this pack, not of the built-in one; change it where it is declared`,
  ),
} as const;
