import { createRandom } from "./random.ts";
import type { DemoEvent, Persona } from "./story.ts";
import { addressLister } from "./personas/address-lister.ts";
import { awakened } from "./personas/awakened.ts";
import { cardTester } from "./personas/card-tester.ts";
import { dormant } from "./personas/dormant.ts";
import { fakeAccount } from "./personas/fake-account.ts";
import { fuzzer } from "./personas/fuzzer.ts";
import { insider } from "./personas/insider.ts";
import { leaver } from "./personas/leaver.ts";
import { objectWalker } from "./personas/object-walker.ts";
import { ordinary } from "./personas/ordinary.ts";
import { pesteredOwner } from "./personas/pestered-owner.ts";
import { prober } from "./personas/prober.ts";
import { rotatingScript } from "./personas/rotating-script.ts";
import { scraper } from "./personas/scraper.ts";
import { sessionThief } from "./personas/session-thief.ts";
import { sharedAccount } from "./personas/shared-account.ts";
import { sharedKey } from "./personas/shared-key.ts";
import { stuffingTarget } from "./personas/stuffing-target.ts";
import { takeover } from "./personas/takeover.ts";
import { traveller } from "./personas/traveller.ts";

/** Who lives in the demo, of two hundred: mostly honest people, as in life. */
const CAST: readonly { readonly persona: Persona; readonly people: number }[] = [
  { persona: ordinary, people: 127 },
  { persona: traveller, people: 12 },
  { persona: fakeAccount, people: 16 },
  { persona: stuffingTarget, people: 10 },
  { persona: dormant, people: 8 },
  { persona: takeover, people: 6 },
  { persona: scraper, people: 4 },
  { persona: prober, people: 2 },
  { persona: insider, people: 2 },
  { persona: rotatingScript, people: 3 },
  { persona: sessionThief, people: 1 },
  { persona: awakened, people: 1 },
  { persona: sharedAccount, people: 1 },
  { persona: pesteredOwner, people: 1 },
  { persona: objectWalker, people: 1 },
  { persona: fuzzer, people: 1 },
  { persona: leaver, people: 1 },
  { persona: addressLister, people: 1 },
  { persona: cardTester, people: 1 },
  { persona: sharedKey, people: 1 },
];
const CAST_SIZE = 200;

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

/** Slots 0–199 are dealt out in order; `slot * 37 mod 200` visits each once, so small populations are mixed too. */
export function personaOf(number: number): Persona {
  let left = ((number % CAST_SIZE) * 37) % CAST_SIZE;
  for (const { persona, people } of CAST) {
    if (left < people) return persona;
    left -= people;
  }
  return ordinary;
}
