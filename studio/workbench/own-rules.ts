import type { PackFile } from "../../api/index.ts";

/** Where own rules stand in the pack. */
export const OWN_FOLDER = "user/";

/** The first id of one's own that no rule has. */
export function freeRuleId(files: readonly PackFile[]): string {
  const taken = new Set(files.flatMap(({ rules }) => rules.map(({ id }) => id)));
  for (let number = 1; number < 1_000; number += 1) {
    const id = `X${String(number).padStart(2, "0")}`;
    if (!taken.has(id)) return id;
  }
  // A thousand rules of one's own: the language has no other id, and will say so.
  return "X999";
}

/** `user/X01_many_sign_ins.tocsin` */
export function ownPath(id: string, title: string): string {
  const slug = title
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 60);
  return `${OWN_FOLDER}${id}${slug === "" ? "" : `_${slug}`}.tocsin`;
}

/** A rule that runs as it is, for its author to change. */
export function ruleTemplate(id: string, title: string): string {
  const quoted = JSON.stringify(title).replaceAll(/[{}]/g, "$&$&");
  return [
    `rule ${id} ${quoted} {`,
    "  severity medium",
    `  because  ${quoted}`,
    "",
    "  when user.event_count > 1000",
    "}",
    "",
  ].join("\n");
}

/** A built-in rule's text as one of one's own: the same under another id. */
export function asOwnRule(text: string, from: string, to: string): string {
  return text.replaceAll(new RegExp(`\\b${from}\\b`, "g"), to);
}
