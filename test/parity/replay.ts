import type { ReplayStep, SensorFields } from "./data-set.ts";

/** How the replay reaches the system: a form-encoded request to the sensor, an operator's decision through the API. */
export interface ReplayTarget {
  /** Resolves to the status of the answer. */
  readonly send: (fields: SensorFields) => Promise<number>;
  readonly decide: (userName: string, decision: "blacklist" | "whitelist") => Promise<void>;
}

export interface ReplayOutcome {
  /** Requests by the status of their answer. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly decisions: number;
}

/** Requests under way at once. Those of one user never overtake each other, and none overtakes a decision. */
const LANES = 64;

/** Sends everything in the order of the data; `onProgress` hears how many steps are done. */
export async function replay(
  steps: readonly ReplayStep[],
  target: ReplayTarget,
  onProgress: (done: number) => void = () => {},
): Promise<ReplayOutcome> {
  const statuses = new Map<number, number>();
  const lanes: Promise<void>[] = Array.from({ length: LANES }, () => Promise.resolve());
  let done = 0;
  let decisions = 0;

  for (const step of steps) {
    if (step.type === "action") {
      await Promise.all(lanes);
      await target.decide(step.userName, step.action === "fraud" ? "blacklist" : "whitelist");
      decisions += 1;
      onProgress((done += 1));
      continue;
    }
    const lane = laneOf(step.body["userName"] ?? "");
    const turn = (lanes[lane] ?? Promise.resolve()).then(async () => {
      const status = await target.send(step.body);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      onProgress((done += 1));
    });
    turn.catch(() => {}); // a lane that failed is reported by the next `Promise.all`
    lanes[lane] = turn;
  }
  await Promise.all(lanes);
  return { statuses, decisions };
}

function laneOf(userName: string): number {
  let hash = 0;
  for (let i = 0; i < userName.length; i++) hash = (hash * 31 + userName.charCodeAt(i)) % 65_521;
  return hash % LANES;
}
