import type { GroupedValues } from "./group-values.ts";
import { table } from "./table.ts";

/** Values that no cause explains, one line each. */
export function valueProblems({ unexplained }: GroupedValues): readonly string[] {
  return unexplained.map(
    ({ name, history, theirs, ours }) =>
      `value of ${name.name} of ${history.user.userName}: ${JSON.stringify(theirs)} there, ${JSON.stringify(ours)} here, no cause explains it`,
  );
}

/** All values in one line. */
export function valueSummary({ compared, counts, unexplained }: GroupedValues): string {
  const equal = total(compared.map((each) => each.equal));
  const unknown = total(compared.map((each) => each.unknown));
  const explained = total(counts.flatMap(({ attributes }) => [...attributes.values()]));
  const all = equal + unknown + explained + unexplained.length;
  return (
    `values     ${compared.length} attributes have ${all} values: ${equal} equal, ${unknown} unknown on both sides, ` +
    `${explained} with a cause, ${unexplained.length} without`
  );
}

/** The differences by cause, and the attributes that are not equal for every user. */
export function valueTables({ compared, counts }: GroupedValues): readonly string[] {
  const uneven = compared.filter(({ unknown, differences }) => unknown + differences.length > 0);
  return [
    ...table(
      ["values", "cause", "attributes"],
      counts.map(({ cause, attributes }) => [
        String(total([...attributes.values()])),
        cause.name,
        [...attributes].map(([name, count]) => `${name} ${count}`).join(", "),
      ]),
    ),
    "",
    ...table(
      ["attribute", "equal", "unknown on both sides", "different"],
      uneven.map(({ name, equal, unknown, differences }) => [
        name.name,
        ...[equal, unknown, differences.length].map(String),
      ]),
    ),
    `${compared.length - uneven.length} other attributes are equal for every user`,
  ];
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
