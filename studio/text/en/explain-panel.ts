import { counted } from "../counted.ts";
import { formatCount } from "../format.ts";

const ROWS = {
  events: ["event", "events"],
  ips: ["address", "addresses"],
  devices: ["device", "devices"],
  sessions: ["session", "sessions"],
  emails: ["e-mail address", "e-mail addresses"],
  phones: ["phone number", "phone numbers"],
  field_changes: ["field change", "field changes"],
} as const satisfies Record<string, readonly [string, string]>;

const namesOf = (source: string): readonly [string, string] =>
  Object.hasOwn(ROWS, source) ? ROWS[source as keyof typeof ROWS] : [source, source];
const rows = (n: number, source: string) => counted(n, ...namesOf(source));

export const explainPanel = {
  title: "Explain",
  user: "User",
  userHint: "Search by name",
  searching: "Searching",
  nobodyFound: "No user is called that.",
  noRule: "This file declares no rule, so there is nothing to explain.",
  introTitle: "Why, or why not",
  intro: "Choose a user to see why the rule matches, or what keeps it from matching, as it stands in the editor.",
  notFound: (name: string) => `No user is called ${name}, or they were first seen after that moment.`,
  refused: (n: number) => `The rule cannot be explained: it has ${counted(n, "error", "errors")}.`,
  openUser: "Open the user",
  outcomes: { match: "Match", no_match: "No match", unknown: "Unknown" },
  outcomeOf: (user: string) => `for ${user}`,
  because: (reason: string) => `Because ${reason}.`,
  asOf: (moment: string) => `as of ${moment}`,
  currentFields: (fields: readonly string[]) => `Known only as they are now: ${fields.join(", ")}`,
  truth: { true: "true", false: "false", unknown: "unknown" },
  goTo: (code: string) => `Go to ${code} in the editor`,
  tree: "Conditions",
  when: "when",
  except: "except",
  definedBy: (use: string) => `in ${use}`,
  attribute: (name: string) => `How ${name} comes about`,
  equals: (subject: string, value: string) => `${subject} = ${value}`,
  missing: "missing",
  list: (values: readonly string[], more: number) =>
    `[${[...values, ...(more > 0 ? [`… ${formatCount(more)} more`] : [])].join(", ")}]`,
  blame: {
    field: (name: string) => `${name} is missing`,
    attribute: (name: string) => `${name} is missing`,
    map_key: (name: string) => `${name}: no such key`,
    no_rows: (name: string) => `${name}: there are no rows`,
    no_result: (name: string) => `${name} has no result`,
  },
  whyUnknown: (reason: string) => `Unknown: ${reason}`,
  row: (source: string, index: number, moment: string) =>
    `${namesOf(source)[0]} ${formatCount(index + 1)} of ${moment}`,
  rows: {
    none: (source: string) => `no ${namesOf(source)[1]} looked at`,
    kept: (kept: number, seen: number, source: string) => `${formatCount(kept)} of ${rows(seen, source)} count`,
    unknown: (n: number) => `${formatCount(n)} could not be told`,
    list: (shown: number, source: string) => `List of ${rows(shown, source)}`,
    more: (n: number) => `and ${formatCount(n)} more`,
    timeline: (counting: number, seen: number, source: string, from: string, to: string) =>
      `${formatCount(counting)} of ${rows(seen, source)} from ${from} to ${to} count`,
    window: "window",
    dot: (moment: string, counts: boolean) => `${moment}: ${counts ? "counts" : "looked at"}`,
    judgedAt: "as of",
  },
  miss: {
    title: "Nearest miss",
    holds: (holding: number, conditions: number) =>
      `${formatCount(holding)} of ${counted(conditions, "condition holds", "conditions hold")}`,
    any: "Each of these ways would make it match; what stands together changes together:",
    one: "This change would make it match:",
    none: "No small change was found that would make it match.",
    incomplete: "There may be other ways.",
    needs: (actual: string, needed: string) => `is ${actual}, needed ${needed}`,
    option: (n: number) => `Way ${n}`,
  },
  why: {
    title: "Why it matches",
    any: "Each of these was enough by itself:",
    one: "These together were enough:",
    is: (actual: string) => `is ${actual}`,
  },
  attributes: "Attributes",
  explainUser: (name: string) => `Explain ${name}`,
  inWorkbench: (rule: string) => `Explain ${rule} in the workbench`,
  inWorkbenchShort: "Explain",
} as const;
