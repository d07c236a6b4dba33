import { counted, plural, users } from "../counted.ts";
import { formatCount, formatDuration, formatPercent } from "../format.ts";

const crowd = (n: number, one: string, other: string) =>
  `${counted(n, one, other)} of these users ${plural.select(n) === "one" ? "has" : "have"} more than 1,000 users: the rule saw the newest.`;

export const dryRun = {
  conditionRate: (matched: number, tested: number, unknown: number) =>
    unknown === 0
      ? `${formatPercent(matched, tested)} of users`
      : `${formatPercent(matched, tested)} of users, ${formatPercent(unknown, tested)} unknown`,
  title: "Dry run",
  play: "Dry run",
  playOn: (rule: string) => `Dry run ${rule}`,
  playKeys: "Ctrl+Enter",
  stop: "Stop",
  scopes: { sample: "1,000 seen last", all: "All users" },
  scope: "Users to ask",
  introTitle: "For whom would it ring?",
  intro: "Ask which stored users the rule matches as it stands in the editor. Nothing is written.",
  noRule: "This file declares no rule, so there is nothing to run.",
  running: "Asking the stored users",
  runningOn: (tested: number, of: number) => `Asked ${formatCount(tested)} of ${users(of)}`,
  progress: "Users asked",
  stopped: "Stopped. Nothing was written.",
  refused: (n: number) => `The rule was not run: it has ${counted(n, "error", "errors")}.`,
  rate: "Match rate",
  matchedOf: (matched: number, tested: number) => `${formatCount(matched)} of ${users(tested)}`,
  rateLabel: (rate: string, matched: number, tested: number) =>
    `Match rate ${rate}: ${formatCount(matched)} of ${users(tested)}`,
  tested: "Tested",
  matched: "Matched",
  unknown: "Unknown",
  unknownHint: "Users for whom facts are missing, so that the rule could not say",
  tier: "Asked of",
  tiers: { sample: "a sample", profile: "kept profiles", events: "all events" },
  took: "Took",
  asOf: (moment: string) => `as of ${moment}`,
  moment: "As of (empty: now)",
  now: "Now",
  currentFields: (fields: readonly string[]) => `Known only as they are now: ${fields.join(", ")}`,
  unknownReasons: {
    title: "Why the rule could not say",
    looked: (looked: number, unknown: number) =>
      looked < unknown ? `Of the ${formatCount(looked)} seen last of ${users(unknown)}` : `Of ${users(unknown)}`,
    what: {
      field: "is missing",
      attribute: "is missing",
      map_key: "has no such key",
      no_rows: "has no rows",
      no_result: "has no result",
    },
  },
  difference: {
    title: "Against the deployed version",
    isNew: "The deployed pack has no rule of this id.",
    none: "The same users match.",
    gained: (n: number) => `${users(n)} newly flagged`,
    lost: (n: number) => `${users(n)} no longer flagged`,
    more: (n: number) => `and ${formatCount(n)} more`,
  },
  overlap: {
    title: "Overlap with other rules",
    nobody: "None of the matching users has a score yet.",
    alone: (alone: number, matched: number) =>
      alone === 0
        ? `Alone it adds nobody: other rules with a weight match ${matched === 1 ? "that user" : `all ${users(matched)}`}.`
        : `Alone it adds ${formatCount(alone)} of ${users(matched)}: no other rule with a weight matches them.`,
    basis: (compared: number) => `By the last scores of ${users(compared)}`,
    older: (older: number, compared: number) =>
      `${formatCount(older)} of ${formatCount(compared)} scores are of an earlier pack: they count by the rules of that time until they are scored again.`,
    matrix: "Rules with each other",
    matrixHelp: "Users whom both rules match, and how much of the rule on the left that is; the warmer, the more.",
    share: (both: number, of: number) => `of ${users(of)}, ${formatPercent(both, of)}`,
    columns: { rule: "Other rule", both: "Both", onlyThis: "Only this", onlyOther: "Only other" },
  },
  scores: {
    title: "Scores before and after",
    weight: "Weight of the rule",
    weightOf: (name: string, weight: string) => `${name} ${weight}`,
    rescored: (n: number, compared: number) =>
      `The score of ${formatCount(n)} of ${users(compared)} becomes another one.`,
    thresholds: (review: number | null, blacklist: number | null) =>
      `Review ${review === null ? "off" : `at ${review} or below`}, blacklist ${blacklist === null ? "off" : `at ${blacklist} or below`}; users without a score are left out.`,
    moves: "Who moves",
    move: (from: string, to: string) => `${from} → ${to}`,
    label: (compared: number) =>
      `Trust scores of ${users(compared)} before and after. The numbers are in the table below.`,
    legend: "Bars: with this text; line: now. The height is the square root of the users.",
    asTable: "Numbers as a table",
    columns: { scores: "Scores", before: "Now", after: "With this text" },
  },
  trend: {
    title: "Over the last weeks",
    ask: (weeks: number) => `Ask about ${weeks} weeks`,
    intro: "The match rate at moments a week apart, each of the users who were there then.",
    progress: (asked: number, of: number) => `${asked} of ${of} weeks asked`,
    percent: (value: number) => `${value.toFixed(1)}%`,
    label: (rates: readonly string[]) => `Match rates a week apart, oldest first: ${rates.join(", ")}`,
    basis: (tier: string, took: string) => `Asked of ${tier} each time, in ${took}.`,
    incomplete: "Older weeks took too long and were left out.",
    columns: { week: "As of" },
  },
  share: {
    copy: "Copy link",
    hint: "Keeps the text, the question and the numbers on the server for 90 days, without users",
    link: "Link to this dry-run",
    saved: "Saved dry-run",
    by: (rule: string, operator: string | null, moment: string) =>
      `Dry run of ${rule}, saved by ${operator ?? "somebody"}, ${moment}`,
    unknown: (n: number) => `${formatCount(n)} unknown`,
    difference: (gained: number, lost: number) =>
      `${formatCount(gained)} newly flagged, ${formatCount(lost)} no longer flagged`,
    past: "(a past moment)",
    again: "Ask again",
    openAndAsk: "Open its text and ask again",
    replaceAndAsk: "Replace my draft by its text and ask again",
    gone: "This saved dry-run is not there any more: they are kept for 90 days.",
  },
  live: "Live",
  liveHint: "Asks again as you type, when the text has no errors",
  crowded: {
    ip: (n: number) => crowd(n, "address", "addresses"),
    subnet: (n: number) => crowd(n, "network", "networks"),
    device: (n: number) => crowd(n, "device", "devices"),
    phone: (n: number) => crowd(n, "phone number", "phone numbers"),
    email: (n: number) => crowd(n, "e-mail address", "e-mail addresses"),
  },
  stale: "The text has changed since this run.",
  nobody: "No user matches.",
  nobodyStored: "There is no user to ask yet. Send an event first.",
  nobodyHint: "A rule that never rings may be too strict, or this population is simply clean.",
  users: "Matching users",
  usersOf: (shown: number, matched: number) =>
    shown < matched ? `The ${formatCount(shown)} seen last of ${users(matched)}` : users(matched),
  because: (reason: string) => `Because ${reason}.`,
  filter: "Filter users",
  filterHint: "Name, status or reason",
  nothingFiltered: (query: string) => `No matching user contains “${query}”.`,
  columns: { name: "User", score: "Score", lastSeen: "Last seen" },
  sortBy: (column: string) => `Sort by ${column}`,
  open: (name: string) => `Open ${name}`,
  summary: (rate: string, matched: number, milliseconds: number) =>
    `${rate} match, ${users(matched)}, in ${formatDuration(milliseconds)}`,
} as const;
