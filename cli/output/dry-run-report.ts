import type {
  DryRunResult,
  DryRunRule,
  DryRunSide,
  DryRunUser,
  MatchTrend,
  UnknownReasons,
} from "../../runtime/index.ts";
import type { Output } from "./output.ts";
import { plural } from "./print-diagnostics.ts";
import { table } from "./table.ts";
import { blameWords } from "./value-words.ts";

export interface DryRunReport {
  readonly id: string;
  readonly title: string;
  readonly result: DryRunResult;
  /** What was missing of users for whom the rule could not say. */
  readonly reasons: UnknownReasons;
  /** Without points when it was not asked for. */
  readonly trend: MatchTrend;
  readonly milliseconds: number;
  /** Of a question about a past moment: the fields it read that are known only as they are stored now. */
  readonly currentFields: readonly string[];
}

const TIERS = {
  sample: "the users seen last",
  profile: "all users, from kept profiles",
  events: "all users, from their events",
} as const satisfies Record<DryRunResult["tier"], string>;

const BAR_WIDTH = 40;

/** The match rate as a figure and a bar, then the users. */
export function printDryRun(report: DryRunReport, { print, colors: { bold, dim, cyan } }: Output): void {
  const { id, title, result, milliseconds, currentFields } = report;
  const { matched, unknown, rate, users } = judgedOf(report);
  print(`${bold(id)} ${title}`);
  const filled = Math.round(rate * BAR_WIDTH);
  print(`${cyan("█".repeat(filled))}${dim("░".repeat(BAR_WIDTH - filled))} ${percent(matched, result.tested)}`);
  print(
    `${matched.toLocaleString("en")} of ${plural(result.tested, "user")} match, ${unknown.toLocaleString("en")} unknown`,
  );
  print(
    dim(
      `asked ${TIERS[result.tier]}, as of ${new Date(result.asOf).toISOString()}, in ${Math.round(milliseconds).toLocaleString("en")} ms`,
    ),
  );
  for (const { by, values } of result.crowded)
    print(dim(`${crowd(by, values)}: only the newest thousand users were seen`));
  if (currentFields.length > 0) print(dim(`known only as they are now: ${currentFields.join(", ")}`));
  for (const { what, name, users: some } of report.reasons.reasons.slice(0, REASONS))
    print(
      dim(
        `unknown for ${some.toLocaleString("en")} of ${report.reasons.looked}: ${blameWords({ what, name, row: null })}`,
      ),
    );
  for (const line of differenceLines(report)) print(line);
  for (const line of overlapLines(report)) print(line);
  for (const line of scoreLines(report)) print(line);
  for (const line of trendLines(report.trend)) print(line);
  if (users.length === 0) return;
  const lines = users.map(({ name, score, status, lastSeen }) => [
    name,
    score ?? "–",
    status.replace("_", " "),
    new Date(lastSeen).toISOString(),
  ]);
  print(`\n${table([["user", "score", "status", "last seen"], ...lines])}`);
  if (matched > users.length) print(dim(`… and ${(matched - users.length).toLocaleString("en")} more (--limit)`));
}

const NAMED = 5;
const REASONS = 5;
const OVERLAPPING_RULES = 5;

/** Who is newly flagged and who no longer, with the first names. */
function differenceLines(report: DryRunReport): readonly string[] {
  const { difference } = judgedOf(report);
  if (difference === null) return [];
  const side = (sign: string, words: string, { count, users }: typeof difference.gained) => {
    const names = users.slice(0, NAMED).map(({ name }) => name);
    const shown = [...names, ...(count > names.length && names.length > 0 ? ["…"] : [])].join(", ");
    return `${sign} ${plural(count, "user")} ${words}${shown === "" ? "" : `: ${shown}`}`;
  };
  return [side("+", "newly flagged", difference.gained), side("-", "no longer flagged", difference.lost)];
}

/** What the rule adds by itself, and the rules that share most users with it. */
function overlapLines(report: DryRunReport): readonly string[] {
  const { overlap } = judgedOf(report);
  if (overlap === null || overlap.matched === 0) return [];
  const { alone, matched, rules, matrix } = overlap;
  const few = matrix.rules.slice(0, OVERLAPPING_RULES + 1);
  const rows = few.map((rule, i) => [rule, ...few.map((_, j) => matrix.both[i]?.[j] ?? 0)]);
  const shared = rules.slice(0, OVERLAPPING_RULES).map(({ rule, both }) => `${rule} ${both.toLocaleString("en")}`);
  return [
    `alone it adds ${alone.toLocaleString("en")} of ${plural(matched, "user")} that have a score`,
    ...(shared.length === 0 ? [] : [`shared with ${shared.join(", ")}`]),
    ...(few.length < 3 ? [] : [table([["users of both", ...few], ...rows])]),
  ];
}

/** Whose scores become others by the rule's weight, and who moves. */
function scoreLines(report: DryRunReport): readonly string[] {
  const { scores } = judgedOf(report);
  if (scores === null || (scores.weight === 0 && scores.rescored === 0)) return [];
  const { weight, rescored, compared, moves } = scores;
  return [
    `with weight ${weight} the score of ${rescored.toLocaleString("en")} of ${plural(compared, "user")} becomes another`,
    ...moves.map(({ from, to, users }) => `  ${plural(users, "user")}: ${statusWords(from)} to ${statusWords(to)}`),
  ];
}

const statusWords = (status: string) => status.replace("_", " ");
const TREND_WIDTH = 20;

/** A bar for each week, as long as its share of the largest. */
function trendLines({ points, complete }: MatchTrend): readonly string[] {
  if (points.length === 0) return [];
  const shares = points.map(({ matched, tested }) => (tested === 0 ? 0 : matched / tested));
  const largest = Math.max(...shares);
  return [
    "match rate of the sample over the last weeks",
    ...points.map(({ asOf, matched, tested }, index) => {
      const bar = "█".repeat(largest === 0 ? 0 : Math.round(((shares[index] ?? 0) / largest) * TREND_WIDTH));
      const day = new Date(asOf).toISOString().slice(0, 10);
      return `  ${day} ${percent(matched, tested).padStart(7)} of ${plural(tested, "user")} ${bar}`.trimEnd();
    }),
    ...(complete ? [] : ["  older weeks took too long"]),
  ];
}

const SHARED = { ip: "address", phone: "phone number", email: "e-mail address", subnet: "network", device: "device" };

function crowd(by: keyof typeof SHARED, values: number): string {
  const ending = by === "ip" || by === "email" ? "es" : "s";
  return `${values.toLocaleString("en")} ${SHARED[by]}${values === 1 ? " has" : `${ending} have`} more than 1,000 users`;
}

/** The same for programs. */
export function dryRunJson(report: DryRunReport): object {
  const { id, title, result, milliseconds, currentFields } = report;
  const { matched, unknown, users, difference, overlap, scores } = judgedOf(report);
  const person = ({ name, score, status, lastSeen }: DryRunUser) => ({
    name,
    score,
    status,
    lastSeen: new Date(lastSeen).toISOString(),
  });
  const side = ({ count, users: some }: DryRunSide) => ({ count, users: some.map(person) });
  return {
    rule: { id, title },
    tested: result.tested,
    matched,
    unknown,
    whyUnknown: report.reasons,
    tier: result.tier,
    asOf: new Date(result.asOf).toISOString(),
    milliseconds,
    crowded: result.crowded,
    currentFields,
    users: users.map(person),
    difference: difference && {
      isNew: difference.isNew,
      gained: side(difference.gained),
      lost: side(difference.lost),
    },
    overlap,
    scores,
    trend: {
      ...report.trend,
      points: report.trend.points.map((point) => ({ ...point, asOf: new Date(point.asOf).toISOString() })),
    },
  };
}

function judgedOf({ result: { rules } }: DryRunReport): DryRunRule {
  const [judged] = rules;
  if (judged === undefined) throw new Error("invariant: one rule was asked about");
  return judged;
}

/** One digit after the point below ten percent; some is never none. */
function percent(part: number, whole: number): string {
  if (part === 0 || whole === 0) return "0 %";
  const share = (100 * part) / whole;
  if (share < 0.1) return "< 0.1 %";
  return `${share < 10 ? share.toFixed(1) : Math.floor(share)} %`;
}
