import { expect, it } from "vitest";
import { createUrgentRounds } from "./urgent-rounds.ts";

const scoresOf = (userIds: readonly string[]) => new Map(userIds.map((userId) => [userId, `score of ${userId}`]));

/** Rounds that end when they are told to. */
function heldRounds() {
  const begun: { readonly userIds: readonly string[]; end(): void; fail(error: Error): void }[] = [];
  const round = (userIds: readonly string[]) =>
    new Promise<ReadonlyMap<string, string>>((resolve, reject) => {
      begun.push({ userIds, end: () => resolve(scoresOf(userIds)), fail: reject });
    });
  return { begun, rounds: createUrgentRounds({ usersARound: 3, round }) };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

it("judges together who was asked for in the same turn, and who came meanwhile next", async () => {
  const { begun, rounds } = heldRounds();
  const first = [rounds.judge(["1"]), rounds.judge(["2", "1"])];
  await turn();
  const later = rounds.judge(["3", "4", "5", "6"]);
  await turn();
  expect(begun.map(({ userIds }) => userIds)).toEqual([["1", "2"]]);
  expect(rounds.backlog()).toBe(6);
  begun[0]?.end();
  expect(await Promise.all(first)).toEqual([scoresOf(["1"]), scoresOf(["2", "1"])]);
  await expect.poll(() => begun.length).toBe(2);
  begun[1]?.end();
  await expect.poll(() => begun.length).toBe(3);
  begun[2]?.end();
  expect(await later).toEqual(scoresOf(["3", "4", "5", "6"]));
  expect(begun.map(({ userIds }) => userIds)).toEqual([["1", "2"], ["3", "4", "5"], ["6"]]);
  expect(rounds.backlog()).toBe(0);
});

it("leaves out who was not found, and tells who waits of a round that failed", async () => {
  const { begun, rounds } = heldRounds();
  const failing = rounds.judge(["1"]);
  await turn();
  begun[0]?.fail(new Error("no database"));
  await expect(failing).rejects.toThrow("no database");
  const nobody = createUrgentRounds<string>({ usersARound: 3, round: async () => new Map() });
  expect(await nobody.judge(["1"])).toEqual(new Map());
});

it("ends after the running round, and tells who waits behind it", async () => {
  const { begun, rounds } = heldRounds();
  const [running, behind] = [rounds.judge(["1"]), rounds.judge(["2", "3", "4"])];
  await turn();
  const stopped = rounds.stop(new Error("scoring has ended"));
  begun[0]?.end();
  await stopped;
  expect(await running).toEqual(scoresOf(["1"]));
  await expect(behind).rejects.toThrow("scoring has ended");
  expect(begun).toHaveLength(1);
});
