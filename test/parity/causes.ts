import type { Cause } from "./cause.ts";
import type { RuleDifference } from "./difference.ts";
import {
  daysSinceFirstEvent,
  hasFailedEmailLookUp,
  hasInstantSession,
  hasLocalAddress,
  hasRegionForCountry,
  hasRelay,
  hasUncheckedAddress,
  lastEmailIsReplaced,
  sentEmailOf,
  sentPhoneOf,
  sentRefusedLogin,
  sentSomethingAtFive,
  sentUserCreated,
  sentZeroForName,
  silenceBeforeLastVisit,
  someEmailIsReplaced,
} from "./facts-of-history.ts";

const DORMANT_DAYS = new Map([
  ["B08", 30],
  ["B09", 90],
  ["B10", 365],
]);

/** Read all addresses of a user; the other rules about e-mail read the latest. */
const OF_EVERY_EMAIL: ReadonlySet<string> = new Set(["E19", "E23", "E24", "E25", "E26", "E27", "E29"]);

/** The rules that part the ages of accounts among them, by the first day that is another's, the youngest first. */
const AGES: readonly (readonly [days: number, rule: string])[] = [
  [1, "B11"],
  [7, "B12"],
  [30, "B13"],
  [90, "B14"],
  [180, "B15"],
  [Number.POSITIVE_INFINITY, "B16"],
];

/** The first that explains a pair gets it; docs/parity.md has a heading for each. */
export const CAUSES: readonly Cause[] = [
  {
    name: "requests without a userName are refused",
    announced: true,
    explains: ({ expected, history: { requests, user, nameless } }) =>
      expected && requests.length === 0 && nameless.has(user.userName),
  },
  {
    name: "an invalid e-mail address is judged as it was sent",
    announced: true,
    explains: ({ rule, history }) =>
      (rule.startsWith("E") && lastEmailIsReplaced(history)) ||
      (OF_EVERY_EMAIL.has(rule) && someEmailIsReplaced(history)),
  },
  {
    name: "failed logins answered with an HTTP error count as failed logins",
    announced: true,
    explains: (pair) => isAdded(pair, "A01", "A02") && sentRefusedLogin(pair.history),
  },
  {
    name: "many failed logins are seen among fewer than eight events",
    announced: true,
    explains: (pair) => isAdded(pair, "A01") && pair.history.requests.length < 8,
  },
  {
    name: "a dormant account is one that was silent before its latest visit, too",
    announced: true,
    explains: (pair) =>
      !pair.expected &&
      silenceBeforeLastVisit(pair.history) > (DORMANT_DAYS.get(pair.rule) ?? Number.POSITIVE_INFINITY),
  },
  {
    name: "users without userCreated exist since their first event",
    announced: true,
    explains: ({ rule, expected, history }) =>
      !sentUserCreated(history) && rule === ruleOfAge(expected ? 0 : daysSinceFirstEvent(history)),
  },
  {
    name: "the dead rules I07 and I12 work",
    announced: true,
    explains: (pair) =>
      (isAdded(pair, "I07") && hasRelay(pair.history)) || (isAdded(pair, "I12") && hasLocalAddress(pair.history)),
  },
  {
    name: "pattern lists are our own",
    announced: true,
    explains: ({ rule, expected, history }) =>
      ["B06", "D10", "D13", "E03"].includes(rule) && history.judgeTexts(rule, history.requests) !== expected,
  },
  {
    name: "an address that was never looked up is not called residential",
    announced: false,
    explains: (pair) => isRemoved(pair, "I10") && hasUncheckedAddress(pair.history),
  },
  {
    name: "an unknown country is no new country",
    announced: false,
    explains: (pair) =>
      isRemoved(pair, "A03", "A06") && pair.history.user.ips.some(({ checked, country }) => checked && country === 0),
  },
  {
    name: "Europe and Asia are no countries",
    announced: false,
    explains: (pair) =>
      ["A03", "A06", "B01", "B17", "B20", "I10", "P02"].includes(pair.rule) && hasRegionForCountry(pair.history),
  },
  {
    name: "a name of one zero is a name",
    announced: false,
    explains: (pair) => isAdded(pair, "B07", "B23") && sentZeroForName(pair.history),
  },
  {
    name: "a phone number is compared only with known countries",
    announced: false,
    explains: (pair) => isRemoved(pair, "P02") && pair.history.user.ips.every(({ country }) => country === 0),
  },
  {
    name: "a phone number that was never judged is not called valid",
    announced: false,
    explains: (pair) => isRemoved(pair, "P04") && typeof pair.history.user.context.lp_invalid !== "boolean",
  },
  {
    name: "a privacy relay is no ordinary connection",
    announced: false,
    explains: (pair) => isRemoved(pair, "I10") && hasRelay(pair.history),
  },
  {
    name: "what the application itself knows needs no look-up",
    announced: false,
    explains: (pair) =>
      (isAdded(pair, "I04", "R01") && hasUncheckedAddress(pair.history)) ||
      (isAdded(pair, "E19", "E23", "E24", "E25", "E26") && hasFailedEmailLookUp(pair.history)),
  },
  {
    name: "a blacklisted e-mail address is blacklisted for all who ever gave it",
    announced: false,
    explains: (pair) => isAdded(pair, "R02") && sentEmailOf(pair.history, pair.history.blacklisted),
  },
  {
    name: "a blacklisted phone number is blacklisted for all who ever gave it",
    announced: false,
    explains: (pair) => isAdded(pair, "R03") && sentPhoneOf(pair.history, pair.history.blacklisted),
  },
  {
    name: "whitelisting clears an identity for everyone",
    announced: false,
    explains: (pair) =>
      (isRemoved(pair, "R02") && sentEmailOf(pair.history, pair.history.whitelisted)) ||
      (isRemoved(pair, "R03") && sentPhoneOf(pair.history, pair.history.whitelisted)),
  },
  {
    name: "the night ends before five o'clock",
    announced: false,
    explains: (pair) =>
      isRemoved(pair, "B19") && (sentSomethingAtFive(pair.history) || hasInstantSession(pair.history)),
  },
];

function ruleOfAge(days: number): string | undefined {
  return AGES.find(([end]) => days < end)?.[1];
}

/** Tocsin matches, the reference system did not. */
function isAdded({ rule, expected }: RuleDifference, ...rules: readonly string[]): boolean {
  return !expected && rules.includes(rule);
}

/** The reference system matched, Tocsin does not. */
function isRemoved({ rule, expected }: RuleDifference, ...rules: readonly string[]): boolean {
  return expected && rules.includes(rule);
}
