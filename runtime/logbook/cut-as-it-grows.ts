import type { Store } from "../db/store.ts";
import { cutLogbook } from "./cut-logbook.ts";

/**
 * Under load a minute of lines is several times what the logbook holds, and its table stays as large as it was once. So many lines are
 * read in the time of some hundred batches.
 */
const LINES_A_CUT = 20_000;

/** Cuts the logbook as it grows, beside whoever writes its lines. */
export interface GrowingLogbook {
  /** So many lines were written. */
  grew(lines: number): void;
  /** Resolves when nothing is being cut. */
  settle(): Promise<void>;
}

export interface GrowingOptions {
  readonly store: Store;
  readonly onError?: ((error: unknown) => void) | undefined;
  readonly clock: () => number;
  /** 20,000 when not given. */
  readonly linesACut?: number | undefined;
}

export function createGrowingLogbook({
  store,
  onError,
  clock,
  linesACut = LINES_A_CUT,
}: GrowingOptions): GrowingLogbook {
  let uncut = 0;
  let cutting: Promise<void> | undefined;
  const cut = async () => {
    try {
      // Lines that are gone make room for others only after a vacuum, and autovacuum comes by once a minute.
      if ((await cutLogbook(store, clock())) > 0) await store.pool.query("vacuum (truncate off) logbook");
    } catch (error) {
      // It is tried again every minute.
      onError?.(error);
    } finally {
      cutting = undefined;
    }
  };
  return {
    grew: (lines) => {
      uncut += lines;
      if (uncut < linesACut || cutting !== undefined) return;
      uncut = 0;
      cutting = cut();
    },
    settle: async () => cutting,
  };
}
