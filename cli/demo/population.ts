import { createRandom } from "./random.ts";
import type { DemoEvent, Persona } from "./story.ts";
import { dormant } from "./personas/dormant.ts";
import { fakeAccount } from "./personas/fake-account.ts";
import { insider } from "./personas/insider.ts";
import { ordinary } from "./personas/ordinary.ts";
import { prober } from "./personas/prober.ts";
import { scraper } from "./personas/scraper.ts";
import { stuffingTarget } from "./personas/stuffing-target.ts";
import { takeover } from "./personas/takeover.ts";
import { traveller } from "./personas/traveller.ts";

/** Who lives in the demo, in parts of a hundred: mostly honest people, as in life. */
const CAST: readonly { readonly persona: Persona; readonly percent: number }[] = [
  { persona: ordinary, percent: 70 },
  { persona: traveller, percent: 6 },
  { persona: fakeAccount, percent: 8 },
  { persona: stuffingTarget, percent: 5 },
  { persona: dormant, percent: 4 },
  { persona: takeover, percent: 3 },
  { persona: scraper, percent: 2 },
  { persona: prober, percent: 1 },
  { persona: insider, percent: 1 },
];

export interface PopulationOptions {
  readonly users: number;
  readonly seed: number;
  /** Milliseconds since the epoch; no event is later. */
  readonly now: number;
}

/** The events of `users` invented people, oldest first. The same options always give the same events. */
export function population({ users, seed, now }: PopulationOptions): readonly DemoEvent[] {
  return Array.from({ length: users }, (_, number) => {
    // A stream a user: adding one kind of person does not change the lives of the others.
    const random = createRandom(seed * 1_000_003 + number);
    return personaOf(number)({ random, number, now });
  })
    .flat()
    .sort((a, b) => a.time - b.time);
}

/** Slots 0–99 are dealt out by percentage; `slot * 37 mod 100` visits each once, so small populations are mixed too. */
export function personaOf(number: number): Persona {
  let left = ((number % 100) * 37) % 100;
  for (const { persona, percent } of CAST) {
    if (left < percent) return persona;
    left -= percent;
  }
  return ordinary;
}
