import { counted } from "../counted.ts";
import { formatCount } from "../format.ts";

export const rules = {
  title: "Rules",
  search: "Search rules",
  searchHint: "Id, title or tag",
  clear: "Clear the search",
  choose: "Choose a rule",
  count: (n: number) => counted(n, "rule", "rules"),
  nothingFound: (query: string) => `No rule matches “${query}”.`,
  preset: "Preset",
  noPreset: "No preset applied",
  presetApplied: (title: string) => `Preset applied: ${title}`,
  applyPreset: "Apply preset",
  presetHint: "Replaces all weights and both thresholds; every user is scored again.",
  reScoringBegins: "Scoring every user again …",
  reScoring: (done: number, total: number) =>
    `Scoring again: ${formatCount(done)} of ${counted(total, "user", "users")}.`,
  reScoringLeft: (duration: string) => `About ${duration} left.`,
  reScoringProgress: "Users scored again",
  otherFiles: "Attributes, lists and presets",
  changed: "changed in this tab",
  problems: (errors: number) => counted(errors, "error", "errors"),
  emptyPack: "The pack has no rules.",
  categories: {
    A: "Account takeover",
    B: "Behaviour",
    C: "Country",
    D: "Device",
    E: "E-mail",
    I: "Address",
    P: "Phone",
    R: "Reuse",
    X: "Your own",
    other: "Other",
  },
} as const;
