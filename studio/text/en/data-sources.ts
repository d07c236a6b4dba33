import { counted, plural } from "../counted.ts";
import { formatCount } from "../format.ts";

export const dataSources = {
  title: "Data sources",
  hint: "What is known of addresses, e-mails, phones and devices comes from these. What no source tells stays unknown.",
  sources: "Sources",
  columns: {
    title: "Source",
    kind: "Kind",
    licence: "Licence",
    age: "Age",
    size: "Size",
    entries: "Entries",
    status: "Status",
  },
  kind: { bundled: "Bundled", brought: "Brought", library: "Package", network: "Network" },
  status: { ready: "Ready", stale: "Too old", absent: "Absent", disabled: "Switched off" },
  named: (id: string, version: string | null) => (version === null ? id : `${id} ${version}`),
  tells: (facts: readonly string[]) => `tells ${facts.join(", ")}`,
  age: (days: number) => (days === 0 ? "today" : counted(days, "day", "days")),
  staleFacts: (facts: readonly string[]) => `cannot deny ${facts.join(", ")}`,
  network: {
    title: "Asked over the network",
    hint: "Only those that are switched on are asked, after an event was stored. Counted since the server started.",
    columns: ["Source", "Status", "What leaves the machine", "Answered", "Last answer", "Licence"],
    to: (whom: string) => `to ${whom}`,
    answered: (n: number, of: number) => `${formatCount(n)} of ${formatCount(of)}`,
    remembered: (n: number) => `${formatCount(n)} remembered`,
    waiting: (n: string) => `${n} waiting`,
    never: "none yet",
    noTerms: "none",
    held: { paused: "paused after failures", refused: "refused: see the log" },
  },
  coverage: { ips: "Known of addresses", emails: "Known of e-mails" },
  nothingStored: "None is stored yet.",
  counted: (n: number, sampled: boolean) =>
    sampled
      ? `Share of a sample of ${formatCount(n)} for which a fact is known.`
      : `Share of ${formatCount(n)} for which a fact is known.`,
  asking: (done: number, total: number) =>
    `The sources have changed: ${formatCount(done)} of ${counted(total, "value", "values")} seen before asked about again.`,
  asked: (total: number, changed: number) =>
    `When the sources last changed, ${counted(total, "value", "values")} seen before ${plural.select(total) === "one" ? "was" : "were"} asked about again; ${counted(changed, "row of a user", "rows of users")} changed.`,
  progress: "Asked about again",
} as const;
