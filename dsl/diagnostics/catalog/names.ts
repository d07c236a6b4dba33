import { didYouMean, error } from "./entry.ts";

/** TC01xx: names that do not resolve, clash or are ill-formed. */
export const NAMES = {
  TC0101: error(
    (p: { name: string; suggestion: string | null }) => `unknown name \`${p.name}\`${didYouMean(p.suggestion)}`,
  ),
  TC0102: error((p: { name: string }) => `\`${p.name}\` is declared more than once in this pack`),
  TC0103: error(
    (p: { name: string; kind: string; shape: string }) =>
      `\`${p.name}\` cannot name a ${p.kind}; it is named ${p.shape}`,
  ),
  TC0104: error(
    (p: { field: string; of: string; suggestion: string | null }) =>
      `${p.of} has no field \`${p.field}\`${didYouMean(p.suggestion)}`,
  ),
  TC0105: error(
    (p: { word: string; suggestion: string | null }) => `unknown source \`${p.word}\`${didYouMean(p.suggestion)}`,
  ),
  TC0106: error(
    (p: { name: string; suggestion: string | null }) =>
      `unknown function or define \`${p.name}\`${didYouMean(p.suggestion)}`,
  ),
  TC0107: error(
    (p: { name: string; suggestion: string | null }) => `unknown type \`${p.name}\`${didYouMean(p.suggestion)}`,
  ),
  TC0108: error(
    (p: { member: string; enumeration: string; suggestion: string | null }) =>
      `\`${p.member}\` is no member of \`${p.enumeration}\`${didYouMean(p.suggestion)}`,
  ),
  TC0109: error((p: { field: string; hint: string | null }) => {
    const hint = p.hint === null ? "" : `; ${p.hint}`;
    return `\`.${p.field}\` is a field of a row, and no row is open here${hint}`;
  }),
  TC0110: error(
    (p: { names: readonly string[] }) =>
      `declarations depend on each other in a circle: ${p.names.map((name) => `\`${name}\``).join(" → ")}`,
  ),
  TC0111: error(
    (p: { name: string; kind: string; wanted: string }) =>
      `\`${p.name}\` is ${/^[aeiou]/.test(p.kind) ? "an" : "a"} ${p.kind}, not ${p.wanted}`,
  ),
  TC0112: error(
    (p: { field: string; define: string }) =>
      `\`.${p.field}\` has no row inside the define \`${p.define}\`; name a parameter`,
  ),
  TC0113: error(
    (p: { rule: string; suggestion: string | null }) =>
      `this pack has no rule \`${p.rule}\`${didYouMean(p.suggestion)}`,
  ),
  TC0114: error(
    (p: { name: string; meaning: string }) => `\`${p.name}\` is ${p.meaning} of the language; choose another name`,
  ),
  TC0115: error(
    (p: { name: string; enumerations: readonly string[] }) =>
      `\`${p.name}\` is a member of ${p.enumerations.map((name) => `\`${name}\``).join(" and of ")}, but nothing here asks for one; write \`${p.enumerations[0] ?? ""}.${p.name}\``,
  ),
  TC0116: error((p: { name: string }) => `\`${p.name}\` already names something here; choose another name for the row`),
  TC0117: error(
    (p: { name: string; suggestion: string | null }) =>
      `this pack has no fixture \`${p.name}\`${didYouMean(p.suggestion)}`,
  ),
  TC0118: error(
    (p: { name: string; value: string; negated: boolean }) =>
      `there is no \`${p.name}\`; ask \`${p.value} is ${p.negated ? "present" : "missing"}\``,
  ),
  TC0119: error(
    (p: { row: string; field: string }) =>
      `\`${p.row}\` names no row here; a field of the innermost row is written \`.${p.field}\``,
  ),
} as const;
