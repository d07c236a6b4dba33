import fc from "fast-check";
import { expect, it } from "vitest";
import { lowerWithPlaces } from "../plan/lower.ts";
import { AS_OF } from "../verify/arbitraries/pools.ts";
import { programArbitrary, usersArbitrary } from "../verify/arbitraries/sample.ts";
import { type Change, createChangeSearch, type ChangeSearch, type Goal } from "./change-search.ts";
import { excludeEachOther } from "./excludes.ts";
import { createExplaining } from "./explaining.ts";
import { createInterpreter } from "./interpreter.ts";

const TRUE: Goal = { value: true, orUnknown: false };
/** Of more leaves than these, all subsets are too many to try. */
const MOST_LEAVES = 9;

it("finds exactly the minimal sets that trying every subset finds, where all it finds bring the goal about", () => {
  let compared = 0;
  let undone = 0;
  let withAlternatives = 0;
  fc.assert(
    fc.property(programArbitrary, usersArbitrary(3), ({ pack }, users) => {
      const { plan, places } = lowerWithPlaces(pack);
      for (const { context } of users) {
        for (const { when } of plan.rules) {
          const interpreter = createInterpreter(plan, { context, asOf: AS_OF });
          const search = createChangeSearch(createExplaining(interpreter, places, () => null));
          const found = search.flips(when, null, TRUE);
          const leaves = changesOf(search);
          if (!found.complete || leaves.length > MOST_LEAVES) continue;
          if (found.sets.some((set) => search.truthWith(when, set) !== true)) {
            undone++;
            continue;
          }
          compared++;
          if (found.sets.length > 1) withAlternatives++;
          expect(new Set(found.sets.map(String))).toEqual(new Set(bySubsets(when, leaves, search).map(String)));
        }
      }
    }),
    { numRuns: 250, seed: 20260301, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(500);
  expect(undone).toBeLessThan(compared / 50);
  expect(withAlternatives).toBeGreaterThan(50);
});

/** All leaves that the search came upon. */
function changesOf({ change }: ChangeSearch): readonly Change[] {
  const found: Change[] = [];
  for (;;) {
    try {
      found.push(change(found.length));
    } catch {
      return found;
    }
  }
}

function bySubsets(when: Parameters<ChangeSearch["truthWith"]>[0], leaves: readonly Change[], search: ChangeSearch) {
  const subsets = Array.from({ length: 2 ** leaves.length }, (_, bits) =>
    leaves.flatMap((_each, i) => ((bits >> i) & 1 ? [i] : [])),
  ).toSorted((a, b) => a.length - b.length);
  const minimal: number[][] = [];
  for (const subset of subsets) {
    if (minimal.some((smaller) => smaller.every((id) => subset.includes(id)))) continue;
    if (subset.some((a) => subset.some((b) => contradict(leaves[a], leaves[b])))) continue;
    if (search.truthWith(when, subset) === true) minimal.push(subset);
  }
  return minimal;
}

function contradict(a: Change | undefined, b: Change | undefined): boolean {
  if (a === undefined || b === undefined || a === b || a.row?.index !== b.row?.index || a.row?.source !== b.row?.source)
    return false;
  return (a.wanted !== b.wanted && JSON.stringify(a.expr) === JSON.stringify(b.expr)) || excludeEachOther(a, b);
}
