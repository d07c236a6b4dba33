import type { CountedImpact } from "../../runtime/index.ts";
import type { Output } from "./output.ts";
import { table } from "./table.ts";

interface ImpactOf {
  readonly list: string;
  /** Entries would be taken off, not added. */
  readonly remove: boolean;
}

/** Entries, rules, users and statuses that a change of a list would change. */
export function printListImpact(impact: CountedImpact, { list, remove }: ImpactOf, { print, note }: Output): void {
  const { changing, unchanged, covered, users, judged, rules, touched, moves, named } = impact;
  const rest = unchanged === 0 ? "" : `, ${formatted(unchanged)} as before`;
  print(`${list}: would ${remove ? "remove" : "add"} ${formatted(changing)}${rest}`);
  if (covered !== null) print(`${counted(covered)} with one of these addresses or numbers`);
  if (rules.length === 0) return print("no rule reads this list");
  if (judged === 0) return;
  print(`rules answer otherwise for ${formatted(touched)} of ${counted(judged)} judged`);
  print(
    table([
      ["rule", "matches now", "more", "fewer"],
      ...rules.map(({ rule, before, gained, lost }) => [rule, before, gained, lost]),
    ]),
  );
  for (const { from, to, users: moved } of moves) print(`${counted(moved)}: ${words(from)} to ${words(to)}`);
  if (named.length > 0)
    print(
      table([
        ["user", "score", "after", "rules"],
        ...named.map(({ name, before, after, gained, lost }) => [name, before, after, changes(gained, lost)]),
      ]),
    );
  if (judged < users) note("judged are those whom the entries name, and then the users seen last");
}

function changes(gained: readonly string[], lost: readonly string[]): string {
  return [...gained.map((rule) => `+${rule}`), ...lost.map((rule) => `-${rule}`)].join(" ");
}

function words(status: string): string {
  return status.replace("_", " ");
}

function counted(users: number): string {
  return `${formatted(users)} ${users === 1 ? "user" : "users"}`;
}

function formatted(n: number): string {
  return n.toLocaleString("en");
}
