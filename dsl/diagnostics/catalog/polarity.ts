import { error, warning } from "./entry.ts";

/** TC03xx: a missing value under a negation. */
export const POLARITY = {
  TC0301: error((p: { value: string }) => `\`${p.value}\` may be missing here and the condition is negated`),
  TC0303: warning(
    (p: { value: string }) =>
      `\`${p.value}\` may be missing; such rows are not counted and the upper bound lets them pass`,
  ),
  TC0304: error(
    (p: { name: string; value: string }) =>
      `\`${p.name}\` is declared \`bool\` and is unknown where \`${p.value}\` is missing; declare \`bool?\` or say what missing means`,
  ),
  TC0305: error(() => "the share of no rows is missing and the condition is negated; turn the comparison round"),
} as const;
