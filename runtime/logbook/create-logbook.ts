import { sql } from "kysely";
import { createRowIds } from "../db/row-ids.ts";
import { createStatement, type GivenRow } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import { typesOf, upsert } from "../db/upsert.ts";
import type { Committed } from "../ingest/create-writer.ts";
import { isFaultOfRows, retried } from "../ingest/database-failures.ts";
import type { RequestOrigin } from "../ingest/ingest-types.ts";
import { createGrowingLogbook } from "./cut-as-it-grows.ts";
import { ASIDE, lineOf, type Answered } from "./aside-line.ts";
import { createHourCounts } from "./hour-counts.ts";
import { outcomeOf } from "./outcome-of.ts";

/**
 * The lines that no batch of events writes, and the counts of all. Nobody waits for them: they are written aside, a few hundred at a
 * time, and beyond a bound they are dropped rather than held.
 */
export interface Logbook {
  /** A request was answered. */
  note(origin: RequestOrigin, answered: Answered): void;
  /** A batch was stored, with its lines. For `onCommitted` of ingest. */
  committed(committed: Pick<Committed, "logged" | "repeated">): void;
  /** A request came with no key that is known: it belongs to no app, and leaves no line. */
  unknownKey(): void;
  counts(): { readonly dropped: number; readonly unknownKeys: number };
  /** Resolves when all is written, or cannot be. */
  flush(): Promise<void>;
  /** The same, and for good. */
  close(): Promise<void>;
}

export interface LogbookOptions {
  readonly store: Store;
  readonly onError?: (error: unknown) => void;
  readonly clock?: () => number;
  /** After so many lines it is cut to its bounds; 20,000 when not given. */
  readonly linesACut?: number;
}

/** More than these are dropped: a flood of nonsense must fill neither the memory nor the disk. */
const MOST_LINES = 10_000;
const MOST_LENGTH = 8 * 1024 * 1024;
const LINES_A_STATEMENT = 500;
/** Between two statements: at most some thousand lines a second. */
const PAUSE_MS = 200;
/** Where there are counts only. */
const COUNTED_MS = 2000;
const AWAY_MS = 2000;

interface Line {
  readonly row: GivenRow;
  readonly length: number;
}

export function createLogbook({ store, onError, clock = Date.now, linesACut }: LogbookOptions): Logbook {
  const insert = createStatement(store, "logbook aside", ({ rows }) =>
    upsert("logbook", ASIDE, sql`${rows("lines", typesOf(ASIDE))} b`),
  );
  const nextId = createRowIds(clock);
  const hours = createHourCounts(store);
  const growing = createGrowingLogbook({ store, onError, clock, linesACut });
  let lines: Line[] = [];
  let length = 0;
  let dropped = 0;
  let unknownKeys = 0;
  let timer: NodeJS.Timeout | undefined;
  let due = Infinity;
  let writing: Promise<boolean> | undefined;
  let closed = false;

  const take = (): readonly Line[] => {
    const taken = lines.slice(0, LINES_A_STATEMENT);
    lines = lines.slice(LINES_A_STATEMENT);
    for (const line of taken) length -= line.length;
    return taken;
  };
  const writeNext = async (): Promise<boolean> => {
    const taken = take();
    try {
      if (taken.length > 0)
        await retried(() => insert.run(store.keyed, { rows: { lines: taken.map(({ row }) => row) } }));
      growing.grew(taken.length);
    } catch (error) {
      onError?.(error);
      // The database may be back soon; what it does not take now it never will.
      if (isFaultOfRows(error) || closed) dropped += taken.length;
      else putBack(taken);
      return false;
    }
    return retried(() => hours.write(store.keyed)).then(
      () => true,
      (error: unknown) => {
        onError?.(error);
        return false;
      },
    );
  };
  const putBack = (taken: readonly Line[]) => {
    lines = [...taken, ...lines];
    for (const line of taken) length += line.length;
  };
  /** Resolves with whether it is worth going on at once. */
  const write = (): Promise<boolean> => {
    clearTimeout(timer);
    due = Infinity;
    writing ??= writeNext().then((works) => {
      writing = undefined;
      if (lines.length > 0) wakeIn(works ? PAUSE_MS : AWAY_MS);
      else if (hours.wait()) wakeIn(COUNTED_MS);
      return works;
    });
    return writing;
  };
  const wakeIn = (milliseconds: number) => {
    const at = performance.now() + milliseconds;
    if (closed || writing !== undefined || at >= due) return;
    due = at;
    clearTimeout(timer);
    timer = setTimeout(() => void write(), milliseconds).unref();
  };
  const flush = async (): Promise<void> => {
    await writing;
    while ((lines.length > 0 || hours.wait()) && (await write()));
  };
  return {
    note: (origin, answered) => {
      const { appId, endpoint, receivedAt } = origin;
      hours.add({ appId, endpoint, outcome: answered.outcome, at: receivedAt });
      const row = lineOf(origin, answered, { logbookId: nextId(), endedAt: clock() });
      const size = String(row["raw"] ?? "").length;
      if (lines.length >= MOST_LINES || length + size > MOST_LENGTH) dropped += 1;
      else {
        lines.push({ row, length: size });
        length += size;
      }
      wakeIn(PAUSE_MS);
    },
    committed: ({ logged, repeated }) => {
      for (const prepared of logged) {
        const { appId, endpoint, receivedAt } = prepared.origin;
        hours.add({ appId, endpoint, outcome: outcomeOf(prepared, repeated), at: receivedAt });
      }
      growing.grew(logged.length);
      wakeIn(COUNTED_MS);
    },
    unknownKey: () => {
      unknownKeys += 1;
    },
    counts: () => ({ dropped, unknownKeys }),
    flush,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await flush();
      await growing.settle();
    },
  };
}
