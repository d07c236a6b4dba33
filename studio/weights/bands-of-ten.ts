import type { Simulation } from "../../api/index.ts";

export interface ScoreBand {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
}

/** A histogram of a hundred scores as ten rows that can be read out. */
export function bandsOfTen({ before, after }: Simulation["histogram"]): readonly ScoreBand[] {
  return Array.from({ length: 10 }, (_, band) => {
    const from = 10 * band;
    const sum = (scores: readonly number[]) => scores.slice(from, from + 10).reduce((all, users) => all + users, 0);
    return { from, to: from + 9, before: sum(before), after: sum(after) };
  });
}
