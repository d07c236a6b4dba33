import type { Casting, DemoEvent } from "../../cli/demo/story.ts";
import { DAY, HOUR, MINUTE } from "../../cli/demo/story.ts";
import { ordinaryPerson, type Person } from "../../cli/demo/person.ts";
import { createRandom, type Random } from "../../cli/demo/random.ts";

/** What one of the honest people is told: as in the demo, and the how manieth of its kind it is. */
export interface Role extends Casting {
  readonly index: number;
}
export type Honest = (role: Role) => readonly DemoEvent[];

/** Choices of their own for each number: the first of neighbouring seeds would be neighbours, too. */
export const stream = (number: number): Random => createRandom(Math.imul(number + 1, 0x9e37_79b1));

/** How long the honest people are watched. */
export const WATCHED_DAYS = 60;

/** Somebody whose telephone is nobody else's, unless a number is given; without a day, a customer of old. */
export function person(
  { random, number, now }: Role,
  { days = random.int(90, 900), phone = number }: { readonly days?: number; readonly phone?: number } = {},
): Person {
  const created = now - days * DAY;
  return { ...ordinaryPerson(random, number, created), phoneNumber: `+3363998${String(phone).padStart(4, "0")}` };
}

/** The beginning of each of the sixty days before today, oldest first. */
export function everyDay(now: number): readonly number[] {
  const today = Math.floor(now / DAY) * DAY;
  return Array.from({ length: WATCHED_DAYS }, (_, i) => today - (WATCHED_DAYS - i) * DAY);
}

/** Those of them from Monday to Friday. */
export function workdays(now: number): readonly number[] {
  return everyDay(now).filter((day) => ![0, 6].includes(new Date(day).getUTCDay()));
}

/** So many percent of the days, in their order; the last one where chance takes none. */
export function some(random: Random, all: readonly number[], percent: number): readonly number[] {
  const taken = all.filter(() => random.chance(percent));
  return taken.length === 0 ? all.slice(-1) : taken;
}

/** A moment of a day between two hours. */
export const between = (random: Random, day: number, from: number, to: number) =>
  day + random.int(from * HOUR, to * HOUR) + random.int(0, MINUTE);
