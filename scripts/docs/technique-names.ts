import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The published name of a technique or an automated threat, by its id. */
export type TechniqueNames = (id: string) => string;

/** Reads `rules/technique-names.tsv`, whose rows a test compares with what the rules name. */
export async function readTechniqueNames(root: string): Promise<TechniqueNames> {
  const text = await readFile(join(root, "rules", "technique-names.tsv"), "utf8");
  const rows = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const names = new Map(rows.map((row) => [row.slice(0, row.indexOf("\t")), row.slice(row.indexOf("\t") + 1)]));
  return (id) => {
    const name = names.get(id);
    if (name === undefined) throw new Error(`invariant: ${id} stands in technique-names.tsv`);
    return name;
  };
}

/** Where MITRE ATT&CK (`T1110.003`) or OWASP (`OAT-008`) describes it. */
export function techniqueUrl(id: string, name: string): string {
  return id.startsWith("OAT-")
    ? `https://owasp.org/www-project-automated-threats-to-web-applications/assets/oats/EN/${id}_${name.replaceAll(" ", "_")}`
    : `https://attack.mitre.org/techniques/${id.replace(".", "/")}/`;
}
