import type { BoundPack } from "../../dsl/binder/bound.ts";
import { trustScore } from "../../dsl/scoring/trust-score.ts";
import { code, tableOf } from "../../scripts/docs/page.ts";
import type { JudgedHonest } from "./judge-honest.ts";
import { CAST } from "./population.ts";

/** `docs/rules/false-positives.md`: whom of the honest people the rules beyond the reference match, and the presets queue. */
export function renderFalsePositives(pack: BoundPack, judged: readonly JudgedHonest[]): string {
  const count = (number: number) => number.toLocaleString("en");
  return `${[
    "<!-- Made by `npm run false-positives` from the built-in pack and the people of `test/benign`: change it there. -->",
    "# False positives",
    `${count(judged.length)} invented people of whom none means harm live through sixty days, are sent through the sensor and judged at the end of every Monday, as of that moment. Counted is who matched at any of them. They are invented: what the figures show is which habits a rule takes for an attack, not how often it will be wrong elsewhere. Who made them knew the thresholds, and A105 and I103 were changed after they had matched 30 and 35 of them: a zero says that these habits are provided for, not that nobody will be accused.`,
    "## Who they are",
    CAST.map(({ kind, people }) => `${people} ${kind}`).join(" · "),
    "## Rules beyond the reference system",
    tableOf(
      ["rule", "title", "people", "of a hundred", "who"],
      pack.rules.filter(({ id }) => id.length === 4).map(({ id, title }) => ruleRow(id, title, judged)),
    ),
    "## Presets",
    "Whose score was ever at or below the threshold, with the reference system's preset and with the one that weighs the added rules; and the three rules that counted most against those in review with the latter. The weights of both are the reference system's where it has the rule.",
    tableOf(
      ["preset", "review", "review with `_plus`", "blacklist", "blacklist with `_plus`", "most of it"],
      pack.presets
        .filter(({ name }) => name.endsWith("_plus"))
        .map(({ name }) => presetRow(pack, name.replace(/_plus$/, ""), name, judged)),
    ),
  ].join("\n\n")}\n`;
}

function ruleRow(id: string, title: string, judged: readonly JudgedHonest[]): readonly string[] {
  const matched = judged.filter(({ matches }) => matches.some((rules) => rules.includes(id)));
  const kinds = CAST.flatMap(({ kind, people }) => {
    const number = matched.filter((one) => one.kind === kind).length;
    return number === 0 ? [] : [`${number} of ${people} ${kind}`];
  });
  return [id, title, String(matched.length), percentOf(matched.length, judged.length), kinds.join(", ")];
}

function presetRow(pack: BoundPack, base: string, plus: string, judged: readonly JudgedHonest[]): readonly string[] {
  const [before, after] = [base, plus].map((name) => reached(pack, name, judged));
  return [
    code(base),
    before?.review ?? "",
    after?.review ?? "",
    before?.blacklist ?? "",
    after?.blacklist ?? "",
    after?.reasons ?? "",
  ];
}

function reached({ presets }: BoundPack, name: string, judged: readonly JudgedHonest[]) {
  const preset = presets.find((one) => one.name === name);
  if (preset === undefined) throw new Error(`invariant: every preset with added rules varies one without: ${name}`);
  const { weights, review, blacklist } = preset;
  const scoreOf = (rules: readonly string[]) => trustScore(rules.flatMap((rule) => weights.get(rule) ?? []));
  const reachedBy = (threshold: number) =>
    judged.flatMap(({ matches }) => matches.filter((rules) => scoreOf(rules) <= threshold).slice(0, 1));
  const tell = (threshold: number | null) => {
    if (threshold === null) return "off";
    const { length } = reachedBy(threshold);
    return `${length} (${percentOf(length, judged.length)}%)`;
  };
  const reasons = review === null ? [] : heaviest(reachedBy(review), weights);
  return { review: tell(review), blacklist: tell(blacklist), reasons: reasons.join(" ") };
}

/** The three rules that took most from the scores, by weight times people. */
function heaviest(people: readonly (readonly string[])[], weights: ReadonlyMap<string, number>): readonly string[] {
  const taken = [...weights].map(
    ([rule, weight]) => [rule, weight * people.filter((rules) => rules.includes(rule)).length] as const,
  );
  return taken
    .filter(([, sum]) => sum > 0)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([rule]) => rule);
}

function percentOf(number: number, all: number): string {
  return ((number / all) * 100).toFixed(1);
}
