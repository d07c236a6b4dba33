import { type Automaton, FOUND } from "./automaton.ts";

/** Every text holds the pattern. */
export function findsAlways(automaton: Automaton): boolean {
  return reachable(automaton).every((state) => automaton.endsIn[state] === 1);
}

/** No text holds the pattern. */
export function findsNever(automaton: Automaton): boolean {
  return reachable(automaton).every((state) => automaton.endsIn[state] === 0);
}

/** All states but two are there because they were reached. */
function reachable({ start, transitions, endsIn }: Automaton): readonly number[] {
  if (start === FOUND) return [FOUND];
  const reached = new Set(transitions.slice((FOUND + 1) * (transitions.length / endsIn.length)));
  return Array.from(endsIn, (_, state) => state).filter((state) => state > FOUND || reached.has(state));
}
