import type { AttributeValue } from "../../compiler/index.ts";
import {
  daysSinceFirstEvent,
  hasFailedEmailLookUp,
  hasInstantSession,
  hasRegionForCountry,
  hasRelay,
  hasUncheckedAddress,
  lastEmailIsReplaced,
  sentEmailOf,
  sentPhoneOf,
  sentSomethingAtFive,
  sentUserCreated,
  sentZeroForName,
  someEmailIsReplaced,
} from "./facts-of-history.ts";
import {
  botNames,
  failedEmailLookUps,
  firstEventAt,
  hasNetwork,
  highestUserCount,
  sentTypesWithError,
  uncheckedAddresses,
} from "./facts-of-values.ts";
import type { ValueDifference } from "./value-difference.ts";

/** A reason for which an attribute has another value here, as a predicate. */
export interface ValueCause {
  /** Also a row of the table in docs/parity.md. */
  readonly name: string;
  readonly explains: (difference: ValueDifference) => boolean;
}

/** The rule that asks only what the attribute says. */
const TEXT_RULES: ReadonlyMap<string, string> = new Map([
  ["event_vulnerable_url", "B06"],
  ["eup_vulnerable_ua", "D10"],
  ["eup_ai_bot", "D13"],
  ["le_has_suspicious_str", "E03"],
]);

/** Of as many addresses the reference system makes its maps. */
const NEWEST_ADDRESSES = 100;

/** What it writes for a private network and for one that it does not know. */
const NO_NETWORKS: ReadonlySet<unknown> = new Set([0, 64_496]);

/** The first that explains a difference gets it. */
export const VALUE_CAUSES: readonly ValueCause[] = [
  {
    name: "an invalid e-mail address is judged as it was sent",
    explains: ({ name: { name }, history }) =>
      (/^l[ed]_/.test(name) && lastEmailIsReplaced(history)) ||
      (name.startsWith("ee_") && someEmailIsReplaced(history)),
  },
  {
    name: "an event keeps the type that was sent, whatever was answered",
    explains: ({ name: { name }, history, theirs, ours }) =>
      name === "event_type" &&
      without(theirs, ours).every((type) => type === "page_error") &&
      without(ours, theirs).every((type) => sentTypesWithError(history).has(String(type))),
  },
  {
    name: "users without userCreated exist since their first event",
    explains: ({ name: { name }, history, ours }) =>
      !sentUserCreated(history) &&
      ((name === "ea_created" && ours === firstEventAt(history)) ||
        (name === "ea_days_since_account_creation" && ours === daysSinceFirstEvent(history))),
  },
  {
    name: "privacy relays are known",
    explains: ({ name: { name }, history, theirs, ours }) =>
      name === "eip_relay" && theirs === null && ours === hasRelay(history),
  },
  {
    name: "pattern lists are our own",
    explains: ({ name: { name }, history, ours }) => {
      const rule = TEXT_RULES.get(name);
      return rule !== undefined && history.judgeTexts(rule, history.requests) === ours;
    },
  },
  {
    name: "no number stands for an unknown network",
    explains: ({ name: { name }, theirs, ours }) =>
      name === "eip_asn" &&
      without(ours, theirs).length === 0 &&
      without(theirs, ours).every((asn) => NO_NETWORKS.has(asn)),
  },
  {
    name: "a list that is always empty is filled",
    explains: ({ name: { name }, history, theirs, ours }) =>
      name === "eip_asns" && entriesOf(theirs).length === 0 && entriesOf(ours).every((asn) => hasNetwork(history, asn)),
  },
  {
    name: "a bot is no operating system",
    explains: ({ name: { name }, history, theirs, ours }) =>
      name === "eup_os_name" &&
      without(ours, theirs).length === 0 &&
      without(theirs, ours).every((os) => botNames(history).has(String(os))),
  },
  {
    name: "what the application itself knows needs no look-up",
    explains: ({ name: { name }, history, theirs, ours }) => {
      if (name === "ee_email") return hasFailedEmailLookUp(history) && without(theirs, ours).length === 0;
      if (!hasUncheckedAddress(history)) return false;
      if (name === "eip_ip_id")
        return (
          without(theirs, ours).length === 0 &&
          without(ours, theirs).every((ip) => uncheckedAddresses(history).has(String(ip)))
        );
      if (name === "eip_shared") return ours === highestUserCount(history);
      return name === "eip_has_fraud" && (theirs === null || ours === true);
    },
  },
  {
    name: "an address that was never looked up is not called residential",
    explains: ({ name: { name }, history, theirs, ours }) =>
      name === "eip_only_residential" && theirs === true && ours !== true && hasUncheckedAddress(history),
  },
  {
    name: "Europe and Asia are no countries",
    explains: ({ name: { name }, history, theirs, ours }) =>
      ["eip_only_residential", "event_session_multiple_country"].includes(name) &&
      theirs === true &&
      ours !== true &&
      hasRegionForCountry(history),
  },
  {
    name: "a privacy relay is no ordinary connection",
    explains: ({ name: { name }, history, theirs, ours }) =>
      name === "eip_only_residential" && theirs === true && ours === false && hasRelay(history),
  },
  {
    name: "all addresses are looked at, not the newest hundred",
    explains: ({ name: { name }, history }) =>
      ["eip_ip_id", "eip_cidr_count", "eip_country_count"].includes(name) && history.user.ips.length > NEWEST_ADDRESSES,
  },
  {
    name: "a blacklisted e-mail address is blacklisted for all who ever gave it",
    explains: ({ name: { name }, history, ours }) =>
      name === "le_fraud_detected" && ours === true && sentEmailOf(history, history.blacklisted),
  },
  {
    name: "a blacklisted phone number is blacklisted for all who ever gave it",
    explains: ({ name: { name }, history, ours }) =>
      name === "lp_fraud_detected" && ours === true && sentPhoneOf(history, history.blacklisted),
  },
  {
    name: "whitelisting clears an identity for everyone",
    explains: ({ name: { name }, history, theirs }) =>
      theirs === true &&
      ((name === "le_fraud_detected" && sentEmailOf(history, history.whitelisted)) ||
        (name === "lp_fraud_detected" && sentPhoneOf(history, history.whitelisted))),
  },
  {
    name: "alerts are lists that operators keep",
    explains: ({ name: { name }, theirs, ours }) => name.endsWith("_alert_list") && theirs !== false && ours === false,
  },
  {
    name: "a look-up that failed told nothing",
    explains: ({ name: { name }, history, theirs, ours }) =>
      name === "le_checked" &&
      theirs === true &&
      ours === false &&
      failedEmailLookUps(history).has(history.user.context.le_email ?? ""),
  },
  {
    name: "an empty name is none",
    explains: ({ name: { name }, theirs, ours }) =>
      ["ea_firstname", "ea_lastname"].includes(name) && theirs === "" && ours === null,
  },
  {
    name: "a name of one zero is a name",
    explains: ({ name: { name }, history, ours }) =>
      name.startsWith("ea_fullname_") && ours === true && sentZeroForName(history),
  },
  {
    name: "the night ends before five o'clock",
    explains: ({ name: { name }, history, theirs, ours }) =>
      name === "event_session_night_time" &&
      theirs === true &&
      ours === false &&
      (sentSomethingAtFive(history) || hasInstantSession(history)),
  },
];

/** The entries of one list that the other does not have. */
function without(list: AttributeValue, other: AttributeValue): readonly unknown[] {
  const known = new Set<unknown>(entriesOf(other));
  return entriesOf(list).filter((entry) => !known.has(entry));
}

function entriesOf(value: AttributeValue): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
