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
} as const;
