import type { Plan } from "../plan/plan.ts";
import type { Wanted } from "../plan/reach.ts";

/** PostgreSQL takes 1,664 columns and 65,535 parameters a statement, and plans few columns much faster. */
const MOST_COLUMNS = 500;

/** The rules and attributes of a statement in groups that a statement can hold; one group for all but huge packs. */
export function columnGroups(
  plan: Plan,
  { rules = plan.rules.map(({ id }) => id), attributes = [] }: Wanted,
): readonly Required<Wanted>[] {
  if (rules.length + attributes.length <= MOST_COLUMNS) return [{ rules, attributes }];
  return [
    ...inGroups(rules).map((group) => ({ rules: group, attributes: [] })),
    ...inGroups(attributes).map((group) => ({ rules: [], attributes: group })),
  ];
}

function inGroups(names: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(names.length / MOST_COLUMNS);
  return Array.from({ length: count }, (_, i) => names.slice(i * MOST_COLUMNS, (i + 1) * MOST_COLUMNS));
}
