import { warning } from "./entry.ts";

/** TC06xx: legal, but likely not meant. */
export const LINTS = {
  TC0601: warning((p: { kind: string; name: string }) => `the ${p.kind} \`${p.name}\` is never used`),
  TC0602: warning((p: { rule: string; outcome: string }) => `\`${p.rule}\` has no test that expects ${p.outcome}`),
  TC0603: warning((p: { rule: string }) => `\`${p.rule}\` has no \`because\``),
  TC0604: warning(() => "`and` and `or` are mixed without parentheses; `and` binds tighter"),
  TC0605: warning((p: { value: string }) => `\`${p.value}\` is never missing`),
  TC0606: warning(
    (p: { preset: string; rule: string }) =>
      `the preset \`${p.preset}\` weighs \`${p.rule}\`, which no file of this pack declares`,
  ),
  TC0607: warning(
    (p: { text: string; range: { low: number; high: number } | null }) =>
      `\`${p.text}\` is never true${p.range === null ? "" : `: the value goes from ${p.range.low} to ${p.range.high}`}`,
  ),
  TC0608: warning(
    (p: { text: string; optional: boolean }) =>
      `\`${p.text}\` is true for ${p.optional ? "every value; write `is present` if that is meant" : "every user and row"}`,
  ),
  TC0609: warning(
    (p: { line: string; others: readonly string[] }) =>
      `\`${p.line}\` is never true together with ${p.others.map((other) => `\`${other}\``).join(" and ")}`,
  ),
  TC0610: warning((p: { line: string; other: string }) => `one of \`${p.other}\` and \`${p.line}\` is always true`),
  TC0611: warning((p: { line: string; other: string; alternative: boolean }) =>
    p.alternative
      ? `\`${p.line}\` adds nothing: \`${p.other}\` is true wherever it is`
      : `\`${p.line}\` adds nothing: it is true wherever \`${p.other}\` is`,
  ),
  TC0612: warning((p: { line: string }) => `\`${p.line}\` is asked twice`),
  TC0613: warning(
    (p: { rule: string; other: string }) =>
      `\`${p.rule}\` matches only users whom \`${p.other}\` matches too, and is not more severe`,
  ),
  TC0614: warning((p: { rule: string; other: string }) => `\`${p.rule}\` matches the same users as \`${p.other}\``),
  TC0615: warning(
    (p: { rule: string }) => `\`${p.rule}\` matches nobody: its exception leaves out everybody it is about`,
  ),
  TC0616: warning((p: { rule: string }) => `the exception of \`${p.rule}\` leaves out nobody whom the rule is about`),
  TC0617: warning((p: { entry: string }) => `\`${p.entry}\` is in the list already`),
  TC0618: warning(
    (p: { entries: readonly string[]; value: string; low: number; high: number }) =>
      `\`${p.value}\` is never ${p.entries.map((entry) => `\`${entry}\``).join(" or ")}: it goes from ${p.low} to ${p.high}`,
  ),
  TC0619: warning(
    (p: { inner: string; outer: string }) => `\`${p.inner}\` lies inside \`${p.outer}\` of the same list`,
  ),
  TC0620: warning(
    (p: { target: string; threshold: number; lowest: number }) =>
      `no combination of rules brings the score to ${p.threshold} or below: the lowest is ${p.lowest}, so \`${p.target}\` is never reached`,
  ),
  TC0621: warning((p: { rule: string; day: string }) => `an exception of \`${p.rule}\` ended with \`${p.day}\``),
  TC0622: warning(
    (p: { define: string; parameter: string }) => `\`${p.define}\` never uses its parameter \`${p.parameter}\``,
  ),
  TC0623: warning((p: { name: string }) => `the row is named \`${p.name}\` and the name is never used`),
} as const;
