import { expect, it } from "vitest";
import { sizesAt } from "./sizes-at.ts";

const scores = (given: Readonly<Record<number, number>>) =>
  Array.from({ length: 100 }, (_, score) => given[score] ?? 0);

/** Three were blacklisted by people, and one was put into the queue by them. */
const after = scores({ 0: 2, 10: 3, 33: 4, 34: 5, 99: 100 });
const asked = { review: 33, blacklist: null };
const simulation = {
  sizes: {
    before: { normal: 0, in_review: 0, blacklisted: 0, whitelisted: 0 },
    after: { normal: 105, in_review: 10, blacklisted: 3, whitelisted: 0 },
  },
  histogram: { before: scores({}), after },
};

it.each([
  [asked, { inReview: 10, blacklisted: 3 }],
  [
    { review: 34, blacklist: null },
    { inReview: 15, blacklisted: 3 },
  ],
  [
    { review: 33, blacklist: 10 },
    { inReview: 5, blacklisted: 8 },
  ],
  [
    { review: null, blacklist: 0 },
    { inReview: 1, blacklisted: 5 },
  ],
  [
    { review: null, blacklist: null },
    { inReview: 1, blacklisted: 3 },
  ],
])("counts queue and blacklist at %j", (thresholds, sizes) =>
  expect(sizesAt(simulation, asked, thresholds)).toEqual(sizes),
);
