import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A name that rules of the reference system read, and what stands for it here. */
export interface ReferenceName {
  readonly name: string;
  /** As written in the language. */
  readonly type: string;
  /** The attribute of the built-in pack: `name` itself, unless the language keeps that word. */
  readonly attribute: string;
  /** What the reference system has where nothing is known and the attribute here is missing; `-` where it never is. */
  readonly nothing: string;
  /** A condition over rows, for lists whose entries there belong together by their index. */
  readonly overRows: string | null;
}

/** `rules/attributes/reference-names.tsv`, in its order. */
export function readReferenceNames(root: string): readonly ReferenceName[] {
  const text = readFileSync(join(root, "rules", "attributes", "reference-names.tsv"), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [name = "", type = "", attribute = "", nothing = "", overRows = null] = line.split("\t");
      return { name, type, attribute, nothing, overRows };
    });
}
