import type { DataSet, Enrichment, ExpectedUser, SensorFields } from "./data-set.ts";

/** A user of the reference system, with the requests that name it. */
export interface History {
  readonly user: ExpectedUser;
  /** In the order of arrival; empty for a user that the reference system made up for nameless requests. */
  readonly requests: readonly SensorFields[];
  /** All look-ups of the data set. */
  readonly enrichment: Enrichment;
}

export function historiesOf({ expected, steps, enrichment }: DataSet): readonly History[] {
  const requests = new Map<string, SensorFields[]>();
  for (const step of steps) {
    if (step.type !== "event") continue;
    const name = step.body["userName"];
    if (name === undefined) continue;
    const known = requests.get(name);
    if (known) known.push(step.body);
    else requests.set(name, [step.body]);
  }
  return expected.map((user) => ({ user, requests: requests.get(user.userName) ?? [], enrichment }));
}
