import type { Batch } from "./deliver.ts";
import type { LocalLog } from "./local-log.ts";
import { DROP_REASONS, type DropReason, type Notify } from "./notice.ts";

export interface Drops {
  /**
   * Events that will not be sent: kept in the local log where there is one, and counted. `counted`, when some of the batch are
   * safe; null for an event of which there is no text.
   */
  drop(batch: Batch | null, reason: DropReason, message: string, counted?: number): void;
  readonly counts: () => Readonly<Record<DropReason, number>>;
  readonly kept: () => number;
  /** Tells what was not told yet. */
  tell(): void;
}

/** A flood must not become a flood of notices: what the full queue drops is told once a second. */
const TOLD_EVERY_MS = 1_000;

export function createDrops(log: LocalLog | null, notify: Notify): Drops {
  const counts: Record<DropReason, number> = { queue_full: 0, unreadable: 0, closed: 0, refused: 0, gave_up: 0 };
  const untold = { kept: 0, lost: 0 };
  let kept = 0;
  let timer: NodeJS.Timeout | undefined;

  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const isKept of [true, false]) {
      const events = isKept ? untold.kept : untold.lost;
      if (events > 0)
        notify({ kind: "dropped", reason: "queue_full", events, kept: isKept, message: "the queue is full" });
    }
    untold.kept = 0;
    untold.lost = 0;
  };
  return {
    drop(batch, reason, message, counted = batch?.events.length ?? 1) {
      const isKept = batch !== null && (log?.write(batch) ?? false);
      counts[reason] += counted;
      if (isKept) kept += counted;
      if (reason !== "queue_full") return notify({ kind: "dropped", reason, events: counted, kept: isKept, message });
      untold[isKept ? "kept" : "lost"] += counted;
      timer ??= setTimeout(tell, TOLD_EVERY_MS).unref();
    },
    counts: () => Object.fromEntries(DROP_REASONS.map((reason) => [reason, counts[reason]])) as typeof counts,
    kept: () => kept,
    tell,
  };
}
