import { givenFieldType } from "../../../dsl/binder/given-fields.ts";
import { DEFAULT_TEST_AS_OF } from "../../../dsl/binder/bind-test.ts";
import type { Scalar } from "../../../dsl/binder/bound.ts";
import type { UserInput } from "../../../dsl/testing/user-input.ts";
import type { SourceName } from "../../../dsl/types/sources.ts";
import { type Described, type GoOn, movedInput } from "../suggest/search-users.ts";
import { eachValue, mapValues } from "./map-values.ts";

const SECOND = 1000;
const DAY = 86_400_000;
const UNITS = [SECOND, 60 * SECOND, 3600 * SECOND, DAY] as const;

/**
 * The user at the moment of tests that say none, or at the same time of another day, and with times in the roughest units that hold: what is
 * exact tells who somebody is, and is hard to read.
 */
export async function simplifyTimes(
  described: Described,
  holds: (described: Described) => boolean,
  goOn: GoOn,
): Promise<Described> {
  const moved = [DEFAULT_TEST_AS_OF, sameHour(described.asOf)].map((asOf) => ({
    input: movedInput(described.input, asOf - described.asOf),
    asOf,
  }));
  const { input, asOf } = moved.find(holds) ?? described;
  let simplest = input;
  const attempt = async (change: (time: number) => number): Promise<boolean> => {
    const candidate = withTimes(simplest, change);
    if (!(await goOn()) || !holds({ input: candidate, asOf })) return false;
    simplest = candidate;
    return true;
  };
  for (const unit of UNITS) if (!(await attempt((time) => rounded(time, asOf, unit)))) break;
  for (const time of timesOf(simplest)) {
    let now = time;
    for (const unit of UNITS) {
      const rough = rounded(now, asOf, unit);
      if (rough !== now && !(await attempt((each) => (each === now ? rough : each)))) break;
      now = rough;
    }
  }
  return { input: simplest, asOf };
}

/** The time of day in whole minutes, on the day of tests. */
function sameHour(asOf: number): number {
  const minute = UNITS[1];
  return DEFAULT_TEST_AS_OF - (DEFAULT_TEST_AS_OF % DAY) + Math.floor((asOf % DAY) / minute) * minute;
}

/** So many units before the moment, at least one. */
function rounded(time: number, asOf: number, unit: number): number {
  const age = asOf - time;
  return age <= 0 ? time : asOf - Math.max(1, Math.round(age / unit)) * unit;
}

function timesOf(input: UserInput): readonly number[] {
  const times = new Set<number>();
  eachValue(input, (source, field, value) => {
    if (isTime(source, field, value)) times.add(value);
  });
  return [...times];
}

function withTimes(input: UserInput, change: (time: number) => number): UserInput {
  return mapValues(input, (source, field, value) => (isTime(source, field, value) ? change(value) : value));
}

function isTime(source: SourceName, field: string, value: Scalar): value is number {
  return typeof value === "number" && givenFieldType(source, field)?.type.kind === "time";
}
