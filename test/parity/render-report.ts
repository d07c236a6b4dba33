import { UNLISTED_LIMIT, type Grouped } from "./group-differences.ts";
import type { ScoreDifference, TotalDifference } from "./difference.ts";
import type { GroupedValues } from "./group-values.ts";
import { valueProblems, valueSummary, valueTables } from "./render-values.ts";
import type { ReplayOutcome } from "./replay.ts";
import type { PresetScores } from "./scores-by-preset.ts";
import { table } from "./table.ts";

export interface ParityReport {
  readonly outcome: ReplayOutcome;
  readonly requests: number;
  /** Requests without a `userName`: to be answered 400. */
  readonly nameless: number;
  /** Events in the store afterwards. */
  readonly stored: number;
  readonly users: number;
  readonly rules: number;
  /** Pairs on which both systems agree. */
  readonly equalPairs: number;
  readonly grouped: Grouped;
  readonly totals: readonly TotalDifference[];
  readonly scores: readonly ScoreDifference[];
  /** The scores that both systems made of their own matches, by preset. */
  readonly presets: readonly PresetScores[];
  /** What the attributes of every user are on both sides. */
  readonly values: GroupedValues;
  /** Outcomes on which SQL, TypeScript and the stored scores are not of one mind. */
  readonly targetDifferences: readonly string[];
}

/** True when every difference has a cause and nothing was lost. */
export function isParity(report: ParityReport): boolean {
  return problems(report).length === 0;
}

/** What must not be, one line each. Attributes are a means to rules and scores: a value that differs is told, and is no failure by itself. */
export function problems(report: ParityReport): readonly string[] {
  const { outcome, requests, nameless, stored, grouped, totals, scores, presets, targetDifferences } = report;
  const acknowledged = outcome.statuses.get(200) ?? 0;
  return [
    ...(acknowledged === requests - nameless ? [] : [`${acknowledged} acknowledged, not ${requests - nameless}`]),
    ...((outcome.statuses.get(400) ?? 0) === nameless ? [] : [`not exactly the ${nameless} nameless requests are 400`]),
    ...(stored === acknowledged ? [] : [`${stored} events stored, ${acknowledged} acknowledged`]),
    ...totals.map(
      ({ total, history, expected, actual }) =>
        `total ${total} of ${history.user.userName}: expected ${expected}, is ${actual ?? "missing"}`,
    ),
    ...scores.map(
      ({ preset, history, expected, actual }) =>
        `score of ${history.user.userName} under ${preset}: expected ${expected}, is ${actual}`,
    ),
    ...grouped.unexplained.map(
      ({ rule, history, expected }) =>
        `${rule} on ${history.user.userName}: expected ${expected ? "match" : "no match"}, no cause explains it`,
    ),
    ...grouped.excessive.map(
      ({ cause, pairs }) => `"${cause.name}" explains ${pairs} pairs, more than the ${UNLISTED_LIMIT} it may`,
    ),
    ...(countPairs(report) === report.rules * report.users
      ? []
      : [`${countPairs(report)} pairs accounted for, not ${report.rules * report.users}`]),
    ...presets.flatMap(({ preset, unexplained }) =>
      unexplained.map(
        ({ history, expected, actual, rules }) =>
          `score of ${history.user.userName} under ${preset}: ${expected} there, ${actual} here, ` +
          `which ${rules.length === 0 ? "no rule" : rules.join(", ")} with a cause accounts for`,
      ),
    ),
    ...targetDifferences.map((difference) => `not of one mind: ${difference}`),
  ];
}

/** The table that `npm run parity` prints. */
export function renderReport(report: ParityReport): string {
  const { outcome, requests, grouped } = report;
  const statuses = [...outcome.statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
  const rows = grouped.counts.map(({ cause, pairs, rules }) => [
    String(pairs),
    cause.announced ? "announced" : `at most ${UNLISTED_LIMIT}`,
    cause.name,
    [...rules].map(([rule, count]) => `${rule} ${count}`).join(", "),
  ]);
  return [
    `requests   ${requests} (${statuses.join(", ")}), ${outcome.decisions} decisions, ${report.stored} events stored`,
    `totals     ${report.totals.length} counters differ`,
    `scores     ${report.scores.length} scores differ under ${report.presets.length} presets, of the rules found there`,
    `rules      ${report.rules} rules on ${report.users} users are ${report.rules * report.users} pairs: ` +
      `${report.equalPairs} equal, ${explainedPairs(report)} with a cause, ${grouped.unexplained.length} without`,
    valueSummary(report.values),
    "",
    ...table(["pairs", "cause is", "cause", "rules"], rows),
    "",
    ...table(["preset", "users equal", "differing rules", "no userName", "unexplained", "rules"], presetRows(report)),
    "",
    ...valueTables(report.values),
    "",
    ...valueProblems(report.values),
    ...(isParity(report) ? ["every difference of a rule or a score has a cause"] : problems(report)),
  ].join("\n");
}

function presetRows({ presets }: ParityReport): readonly (readonly string[])[] {
  return presets.map(({ preset, equal, moved, refused, unexplained }) => {
    const counts = new Map<string, number>();
    for (const rule of moved.flatMap(({ rules }) => rules)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    const rules = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return [
      preset,
      ...[equal, moved.length, refused, unexplained.length].map(String),
      rules.map(([rule, count]) => `${rule} ${count}`).join(", "),
    ];
  });
}

function explainedPairs({ grouped }: ParityReport): number {
  return grouped.counts.reduce((sum, { pairs }) => sum + pairs, 0);
}

function countPairs(report: ParityReport): number {
  return report.equalPairs + explainedPairs(report) + report.grouped.unexplained.length;
}
