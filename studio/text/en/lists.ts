import { counted, users } from "../counted.ts";
import { formatCount } from "../format.ts";

const entries = (n: number) => counted(n, "entry", "entries");

export const lists = {
  title: "Lists",
  hint: "Lists that rules read and operators keep. A change counts at once, and every user is scored again by it.",
  empty: "The pack has no list that is kept here.",
  emptyHint: "A rule file declares one, and its entries are then kept on this page:",
  emptyExample: 'list office_nets : list<cidr> "Networks of our offices" = runtime',
  menu: "Lists of the pack",
  entries,
  neverChanged: "never changed",
  changed: (age: string) => `changed ${age}`,
  unknown: (name: string) => `The pack has no list ${name}. Choose one of those it has.`,
  tabs: { entries: "Entries", add: "Add", history: "History" },
  table: {
    search: "Search entries",
    searchHint: "Any part of an entry",
    none: "Nothing stands on this list.",
    noneHint: "Add entries by hand or paste many at once; what they would change is shown before it is saved.",
    noneFound: (search: string) => `No entry contains “${search}”.`,
    add: "Add entries",
    columns: { entry: "Entry", added: "Added", until: "Until", by: "By", reason: "Reason" },
    shown: (shown: number, all: number) =>
      shown < all
        ? `The ${formatCount(shown)} added last of ${entries(all)}; a search finds the others.`
        : entries(all),
    found: (n: number) => `${entries(n)} found`,
    select: (entry: string) => `Select ${entry}`,
    selectAll: "Select all on this page",
    remove: (n: number) => `Remove ${entries(n)}`,
    pages: "Pages of entries",
    forever: "for good",
    commandLine: "command line",
    noReason: "none given",
  },
  pageControls: { first: "First page", previous: "Previous page", next: "Next page", last: "Last page" },
  add: {
    entries: "Entries",
    entriesHint: "One a line, or separated by commas. Lines that start with # are left out.",
    reason: "Reason",
    reasonHint: "For those who read the history",
    until: "Counts until",
    untilHint: "For good when it is empty",
    pickTime: "Choose a day and time",
    save: (n: number) => (n === 0 ? "Add" : `Add ${entries(n)}`),
    problems: (n: number) => `${entries(n)} cannot stand on this list. Nothing is added before they are mended.`,
    problem: (line: number) => `Line ${formatCount(line)}`,
    tooMany: (most: number) => `More than ${entries(most)} at once are not taken.`,
    tooLong: (most: number) => `it is longer than ${formatCount(most)} characters`,
    calendar: {
      previousMonth: "Previous month",
      nextMonth: "Next month",
      previousYear: "Previous year",
      nextYear: "Next year",
      previousDecade: "Previous decade",
      nextDecade: "Next decade",
      monthLevelControl: "Choose a month",
      yearLevelControl: "Choose a year",
    },
    hours: "Hours",
    minutes: "Minutes",
    take: "Take this time",
    clear: "For good",
    past: "This moment has passed.",
    added: (n: number, unchanged: number) =>
      unchanged === 0 ? `${entries(n)} added.` : `${entries(n)} added, ${formatCount(unchanged)} as before.`,
    nothing: "All of them stand on the list already.",
    full: "The list would hold more than 100,000 entries or 4 MB: nothing was added.",
  },
  remove: {
    title: "Remove from the list?",
    confirm: (n: number) => `Remove ${entries(n)}`,
    removed: (n: number) => `${entries(n)} removed.`,
    nothing: "None of them stands on the list any more.",
    more: (n: number) => `and ${formatCount(n)} more`,
  },
  impact: {
    title: "What it would change",
    write: "Write entries, and this says whom they would touch before they are saved.",
    counting: "Judging users with the list as it would be",
    changing: {
      add: (n: number, unchanged: number) =>
        unchanged === 0
          ? `${entries(n)} would be new.`
          : `${entries(n)} would be new, ${formatCount(unchanged)} stand already.`,
      remove: (n: number, unchanged: number) =>
        unchanged === 0
          ? `${entries(n)} would go.`
          : `${entries(n)} would go, ${formatCount(unchanged)} do not stand there.`,
    },
    covered: (n: number) => `${users(n)} ${n === 1 ? "has" : "have"} one of these addresses or numbers.`,
    noReader: "No rule reads this list: nothing would change.",
    touched: (n: number, judged: number, all: number) =>
      judged < all
        ? `Rules would answer otherwise for ${users(n)} of ${formatCount(judged)} judged: whom the entries name, and those seen last.`
        : `Rules would answer otherwise for ${users(n)} of all ${formatCount(all)}.`,
    rules: "Rules that read the list",
    columns: { rule: "Rule", before: "Matches now", gained: "More", lost: "Fewer" },
    moves: "Status",
    noMoves: "Nobody's status changes with the weights of this app.",
    move: (n: number) => users(n),
    to: "to",
    named: "Whom",
    because: (gained: readonly string[], lost: readonly string[]) =>
      [...gained.map((rule) => `+${rule}`), ...lost.map((rule) => `−${rule}`)].join(" "),
    more: (n: number) => `and ${formatCount(n)} more`,
  },
  history: {
    label: "Changes of the list",
    none: "This list was never changed.",
    noneHint: "Who adds or removes entries, when and why, is kept here.",
    kinds: {
      added: (n: number) => `${entries(n)} added`,
      removed: (n: number) => `${entries(n)} removed`,
      expired: (n: number) => `${entries(n)} expired`,
    },
    version: (version: number) => `Version ${formatCount(version)}`,
    by: (who: string) => `by ${who}`,
    byTime: "by time",
    commandLine: "the command line",
    more: (n: number) => `The newest ${formatCount(n)} changes.`,
  },
} as const;
