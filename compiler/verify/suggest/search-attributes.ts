import type { Scalar } from "../../../dsl/binder/bound.ts";
import { buildUser } from "../../../dsl/testing/build-user.ts";
import type { Draw } from "../arbitraries/draw.ts";
import type { AttributeValues } from "./attribute-values.ts";
import type { ShiftJudge } from "./shift-judge.ts";

export type Given = Readonly<Record<string, Scalar>>;

/** More combinations than these are drawn, not walked through. */
const MOST_TRIED = 20_000;

/**
 * Values of attributes for which moved thresholds change the answer: for each of them those that say it, the first ones found.
 */
export function searchAttributes(
  values: AttributeValues,
  judge: ShiftJudge,
  { asOf, draw }: { readonly asOf: number; readonly draw: Draw },
): ReadonlyMap<number, readonly Given[]> {
  const context = buildUser({ user: {}, sources: {} }, asOf);
  const found = new Map<number, Given[]>();
  for (const inputs of combinations(values, draw)) {
    for (const shift of judge.noticed({ context, asOf, inputs })) {
      const known = found.get(shift) ?? [];
      if (known.length < MOST_KEPT) found.set(shift, [...known, inputs]);
    }
  }
  return found;
}

const MOST_KEPT = 200;

/** Of the two moves of one threshold those values that have the most in common: what differs is the threshold. */
export function nearestPair(some: readonly Given[], others: readonly Given[]): readonly [Given, Given] | null {
  let nearest: readonly [Given, Given] | null = null;
  let fewest = Infinity;
  for (const one of some) {
    for (const other of others) {
      const apart = Object.keys(one).filter((name) => one[name] !== other[name]).length;
      if (apart === 0 || apart >= fewest) continue;
      fewest = apart;
      nearest = [one, other];
    }
  }
  return nearest;
}

function* combinations(values: AttributeValues, draw: Draw): Generator<Given> {
  const entries = [...values].map(([name, { values: each }]) => [name, each] as const);
  const size = entries.reduce((product, [, each]) => product * each.length, 1);
  if (size > MOST_TRIED) {
    for (let i = 0; i < MOST_TRIED; i++)
      yield Object.fromEntries(entries.map(([name, each]) => [name, draw.pick(each)]));
    return;
  }
  for (let place = 0; place < size; place++) {
    let rest = place;
    yield Object.fromEntries(
      entries.map(([name, each]) => {
        const value = each[rest % each.length];
        rest = Math.floor(rest / each.length);
        if (value === undefined) throw new Error("invariant: an attribute without values leaves nothing to try");
        return [name, value];
      }),
    );
  }
}
