import { expect, it } from "vitest";
import type { MatchGroup } from "./simulate-types.ts";
import { weighMatches } from "./weigh-matches.ts";

const group = (given: Partial<MatchGroup>): MatchGroup => ({
  rules: [],
  score: 99,
  decision: null,
  inReview: false,
  users: 1,
  newest: [],
  ...given,
});
const weights = new Map([
  ["X01", 20],
  ["X02", 70],
]);
const thresholds = { review: 33, blacklist: 10 };

it("puts users where their new score belongs, and says who moves, the gravest first", () => {
  const groups = [
    group({ users: 5 }),
    group({ rules: ["X02"], users: 2, newest: ["7", "3"] }),
    group({ rules: ["X01", "X02"], users: 1, newest: ["4"] }),
    group({ rules: ["X01"], score: 29, inReview: true, users: 3, newest: ["9"] }),
  ];
  const { sizes, moves, rescored, matching } = weighMatches(groups, { weights, thresholds });
  expect(sizes).toEqual({
    before: { normal: 8, in_review: 3, blacklisted: 0, whitelisted: 0 },
    after: { normal: 8, in_review: 2, blacklisted: 1, whitelisted: 0 },
  });
  expect(moves).toEqual([
    { from: "normal", to: "blacklisted", users: 1, named: [{ userId: "4", before: 99, after: 0 }] },
    {
      from: "normal",
      to: "in_review",
      users: 2,
      named: [
        { userId: "7", before: 99, after: 29 },
        { userId: "3", before: 99, after: 29 },
      ],
    },
    { from: "in_review", to: "normal", users: 3, named: [{ userId: "9", before: 29, after: 79 }] },
  ]);
  expect(rescored).toBe(6);
  expect(Object.fromEntries(matching)).toEqual({ X01: 4, X02: 3 });
});

it("moves nobody who was decided on, and draws only the others", () => {
  const decided = (["blacklist", "whitelist", "review"] as const).map((decision) =>
    group({ rules: ["X01", "X02"], score: 99, decision, inReview: decision === "review" }),
  );
  const weighed = weighMatches([...decided, group({ rules: ["X01"] })], { weights, thresholds });
  expect(weighed.moves).toEqual([]);
  expect(weighed.sizes.after).toEqual({ normal: 1, in_review: 1, blacklisted: 1, whitelisted: 1 });
  expect(weighed.decided).toBe(3);
  expect(weighed.histogram.after.reduce((sum, users) => sum + users)).toBe(1);
  expect([weighed.histogram.before[99], weighed.histogram.after[79]]).toEqual([1, 1]);
});

it("leaves those as they are of whom it does not know what matches", () => {
  const groups = [group({ rules: null, score: 5, users: 4 }), group({ rules: null, score: null, inReview: true })];
  const { sizes, moves, rescored, histogram } = weighMatches(groups, { weights, thresholds });
  expect(sizes.after).toEqual(sizes.before);
  expect({ moves, rescored, drawn: histogram.after[5] }).toEqual({ moves: [], rescored: 0, drawn: 4 });
});

it("never puts anybody anywhere while both thresholds are off", () => {
  const off = { review: null, blacklist: null };
  const { sizes } = weighMatches([group({ rules: ["X02"], users: 2, score: 29, inReview: true })], {
    weights,
    thresholds: off,
  });
  expect(sizes.after).toEqual({ normal: 2, in_review: 0, blacklisted: 0, whitelisted: 0 });
});
