/** A source of decisions. Generators ask it and nothing else, so one list of numbers stands for one program or user. */
export interface Draw {
  /** An integer of `low`..`high`, both included. */
  readonly int: (low: number, high: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** True in about `percent` of 100 cases. */
  readonly chance: (percent: number) => boolean;
  /** One of the generators, called. */
  readonly oneOf: <T>(choices: readonly (() => T)[]) => T;
}

/** Decisions from numbers; when they are used up every decision is the first, so that shorter lists mean simpler things. */
export function createDraw(numbers: readonly number[]): Draw {
  let next = 0;
  return drawFrom((low, high) => low + ((numbers[next++] ?? 0) % (high - low + 1)));
}

/** All decisions from one kind of decision. */
export function drawFrom(int: Draw["int"]): Draw {
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[int(0, choices.length - 1)];
    if (choice === undefined) throw new Error("invariant: there is nothing to choose from");
    return choice;
  };
  return { int, pick, chance: (percent) => int(0, 99) >= 100 - percent, oneOf: (choices) => pick(choices)() };
}
