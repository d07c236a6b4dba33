export const FINDING_LEVELS = ["well", "warning", "wrong"] as const;
export type FindingLevel = (typeof FINDING_LEVELS)[number];

/** One thing that was looked at: what is, in a sentence, and what to do about it where something is to be done. */
export interface Finding {
  /** What was looked at: `node`, `clock`. */
  readonly about: string;
  readonly level: FindingLevel;
  readonly sentence: string;
  /** Null when all is well. */
  readonly remedy: string | null;
}

export function well(about: string, sentence: string): Finding {
  return { about, level: "well", sentence, remedy: null };
}

/** Works, and will not for long or not as it should. */
export function warning(about: string, sentence: string, remedy: string): Finding {
  return { about, level: "warning", sentence, remedy };
}

export function wrong(about: string, sentence: string, remedy: string): Finding {
  return { about, level: "wrong", sentence, remedy };
}
