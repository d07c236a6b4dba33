import { useEffect, useRef, useState } from "react";
import type { DryRun, Scope } from "./use-dry-run.ts";
import { readLive, writeLive } from "./live-storage.ts";

export interface LiveQuestion {
  /** As it stands in the editor. */
  readonly text: string;
  /** The last text that the language service found without errors; null before there is one. */
  readonly sound: string | null;
  readonly scope: Scope;
  readonly dryRun: DryRun;
}

export interface Live {
  /** Null where there is no live asking: everybody is too many to ask at each pause. */
  readonly on: boolean | null;
  readonly set: (on: boolean) => void;
}

/** A pause in typing after which it is asked. */
const PAUSE_MS = 250;
/** Answers that took longer are not asked for unbidden. */
const SOON_MS = 1000;

/** Asks again after each change of the text, once it has no errors; what is asked about an older text is given up. */
export function useLive({ text, sound, scope, dryRun }: LiveQuestion): Live {
  const [chosen, setChosen] = useState(() => readLive(localStorage));
  const { result } = dryRun;
  const took = result?.answer.kind === "judged" ? result.answer.milliseconds : null;
  const on = scope === "sample" ? (chosen ?? (took !== null && took < SOON_MS)) : null;
  const first = useRef(text);
  const latest = useRef(dryRun);
  latest.current = dryRun;

  useEffect(() => {
    // Only what is typed is asked about, not what was there.
    if (on !== true || text === first.current) return undefined;
    first.current = "";
    if (latest.current.running) {
      if (latest.current.askedText() === text) return undefined;
      latest.current.stop();
    }
    if (sound !== text || latest.current.result?.text === text) return undefined;
    const timer = setTimeout(() => latest.current.run(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [on, text, sound]);

  return {
    on,
    set: (next) => {
      writeLive(localStorage, next);
      setChosen(next);
    },
  };
}
