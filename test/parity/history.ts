import { createHash } from "node:crypto";
import type { DataSet, Enrichment, ExpectedUser, SensorFields } from "./data-set.ts";
import type { JudgeTexts } from "./judge-texts.ts";

/** What the users sent on whom operators decided one way. */
export interface Identities {
  readonly emails: ReadonlySet<string>;
  readonly phones: ReadonlySet<string>;
}

/** What all users of a data set have in common. */
export interface Surroundings {
  /** All look-ups. */
  readonly enrichment: Enrichment;
  /** Of users who were ever blacklisted. */
  readonly blacklisted: Identities;
  /** Of users who were ever whitelisted. */
  readonly whitelisted: Identities;
  /** The users that the reference system made up for requests without a name. */
  readonly nameless: ReadonlySet<string>;
  readonly judgeTexts: JudgeTexts;
  /** The moment of judgement, in milliseconds since the epoch. */
  readonly asOf: number;
}

/** A user of the reference system, with the requests that name it. */
export interface History extends Surroundings {
  readonly user: ExpectedUser;
  /** In the order of arrival; empty for a user that the reference system made up for nameless requests. */
  readonly requests: readonly SensorFields[];
}

export function historiesOf(
  { expected, steps, enrichment, asOf }: DataSet,
  judgeTexts: JudgeTexts,
): readonly History[] {
  const requests = requestsByName(steps);
  const identities = (action: "fraud" | "legit"): Identities => {
    const decided = steps.flatMap((step) => (step.type === "action" && step.action === action ? [step.userName] : []));
    const sent = decided.flatMap((name) => requests.get(name) ?? []);
    return {
      emails: new Set(sent.map(({ emailAddress }) => emailOf(emailAddress)).filter((email) => email !== "")),
      phones: new Set(sent.map(({ phoneNumber }) => phoneNumber ?? "").filter((phone) => phone !== "")),
    };
  };
  const surroundings = {
    enrichment,
    blacklisted: identities("fraud"),
    whitelisted: identities("legit"),
    nameless: namelessUsers(steps),
    judgeTexts,
    asOf,
  };
  return expected.map((user) => ({ user, requests: requests.get(user.userName) ?? [], ...surroundings }));
}

/** An address as it is stored. */
export function emailOf(sent: string | undefined): string {
  return (sent ?? "").replaceAll(" ", "").toLowerCase();
}

/** It names them `N/A`, or by the MD5 of the e-mail address that was sent. */
function namelessUsers(steps: DataSet["steps"]): ReadonlySet<string> {
  const bodies = steps.flatMap((step) => (step.type === "event" && !step.body["userName"] ? [step.body] : []));
  const emails = bodies.map(({ emailAddress }) => emailOf(emailAddress));
  return new Set(emails.map((email) => (email === "" ? "N/A" : createHash("md5").update(email).digest("hex"))));
}

function requestsByName(steps: DataSet["steps"]): ReadonlyMap<string, readonly SensorFields[]> {
  const requests = new Map<string, SensorFields[]>();
  for (const step of steps) {
    if (step.type !== "event") continue;
    const name = step.body["userName"];
    if (name === undefined) continue;
    const known = requests.get(name);
    if (known) known.push(step.body);
    else requests.set(name, [step.body]);
  }
  return requests;
}
