import { literal } from "./code.ts";
import { emitFunction } from "./emit-function.ts";
import type { DataConstant, RuntimeConstant } from "./module-data.ts";
import { tsElement } from "./ts-type.ts";
import type { Typing } from "./typing.ts";

/** The function of the support module that brings entries into a form. */
const FORM_MAKERS = {
  set: "entrySet",
  needles: "entryTexts",
  folded_needles: "foldedTexts",
  networks: "entryNetworks",
} as const satisfies Record<RuntimeConstant["form"], string>;

export function runtimeType({ form, element }: RuntimeConstant): string {
  if (form === "set") return `ReadonlySet<${tsElement(element)}>`;
  return form === "networks" ? "(address: string) => boolean" : "readonly string[]";
}

/** The variable before `useLists` was called: a list without entries. */
export function runtimeStart({ form }: RuntimeConstant): string {
  return `${FORM_MAKERS[form]}()`;
}

/** The function that hands the entries of runtime lists to the module; no lines where it reads none. */
export function useListsLines(constants: readonly DataConstant[], typing: Typing): readonly string[] {
  const body = constants.flatMap((constant) =>
    constant.kind === "runtime"
      ? [`${constant.name} = ${FORM_MAKERS[constant.form]}(lists.get(${literal(constant.list).text}));`]
      : [],
  );
  if (body.length === 0) return [];
  const parameters = [{ name: "lists", type: "ListEntries" }];
  return [
    "",
    "/** The entries of the lists that operators keep, from now on; before the first call they have none. */",
    ...emitFunction({ name: "useLists", exported: true, parameters, result: "void", body }, typing),
  ];
}
