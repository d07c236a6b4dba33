import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import type { ReplayStep } from "./data-set.ts";
import { replay } from "./replay.ts";

const event = (n: number, userName: string): ReplayStep => ({ type: "event", body: { userName, n: String(n) } });

/** Answers later ones first, so that only the replay itself can keep an order. */
function slowTarget() {
  const log: string[] = [];
  let waiting = 12;
  return {
    log,
    async send(fields: Readonly<Record<string, string>>) {
      for (let turns = waiting--; turns > 0; turns--) await setImmediate();
      log.push(`${fields["userName"]}${fields["n"]}`);
      return fields["userName"] === "" ? 400 : 200;
    },
    async decide(userName: string, decision: string) {
      log.push(`${decision} ${userName}`);
    },
  };
}

it("keeps the requests of a user in order, and decisions at their place", async () => {
  const target = slowTarget();
  const steps: ReplayStep[] = [
    event(1, "a"),
    event(2, "b"),
    event(3, "a"),
    { type: "action", action: "fraud", userName: "a" },
    event(4, "b"),
    event(5, "a"),
    { type: "action", action: "legit", userName: "a" },
  ];
  const outcome = await replay(steps, target);
  expect(target.log.filter((entry) => /^a\d/.test(entry))).toEqual(["a1", "a3", "a5"]);
  expect(target.log.slice(0, 3).toSorted()).toEqual(["a1", "a3", "b2"]);
  expect(target.log.indexOf("blacklist a")).toBe(3);
  expect(target.log.at(-1)).toBe("whitelist a");
  expect(outcome.decisions).toBe(2);
});

it("counts the answers by status", async () => {
  const { statuses } = await replay([event(1, "a"), event(2, ""), event(3, "a")], slowTarget());
  expect([...statuses]).toEqual(
    expect.arrayContaining([
      [200, 2],
      [400, 1],
    ]),
  );
});

it("stops at the first request that could not be sent", async () => {
  const target = { ...slowTarget(), send: () => Promise.reject(new Error("refused")) };
  await expect(replay([event(1, "a")], target)).rejects.toThrow("refused");
});
