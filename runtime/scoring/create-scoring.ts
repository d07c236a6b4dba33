import { setImmediate as afterThisTurn } from "node:timers/promises";
import type { CacheBook } from "../cache/cache-book.ts";
import type { Store } from "../db/store.ts";
import { isDatabaseUnavailable, retried } from "../ingest/database-failures.ts";
import type { Touched } from "../ingest/create-writer.ts";
import { createRounds } from "./create-rounds.ts";
import { markJudgedAhead, readDueUsers } from "./due-users.ts";
import { endJudgingAnew, markNextDue } from "./judging-anew.ts";
import { restAfter } from "./rest.ts";
import { roundSize, USERS_A_ROUND } from "./round-size.ts";
import type { Judgement, ScoringObserver, ScoringPack } from "./scoring-types.ts";
import { spreadCounts } from "./spread-counts.ts";
import { createUnscoredEvents } from "./unscored-events.ts";
import { createUrgentRounds } from "./urgent-rounds.ts";
import { watchClock } from "./watch-clock.ts";

export interface ScoringOptions {
  readonly store: Store;
  readonly pack: ScoringPack;
  /** Told of a round that failed; the users stay due and the next round tries again. A pino logger fits. */
  readonly log?: { error(details: object, message: string): void };
  /** The judged moment, milliseconds; the server's clock when not given. */
  readonly clock?: () => number;
  readonly observer?: ScoringObserver;
  /** Where it is counted how often the rows of users were remembered. */
  readonly caches?: CacheBook;
}

export interface Scoring {
  /** Judges these users as soon as possible. For `onCommitted` of ingest. */
  committed(touched: Touched): void;
  /**
   * Judges these users, whose events are stored, before it answers. Who does not exist is left out.
   * @throws the database's error; the users stay due.
   */
  judgeNow(userIds: readonly string[]): Promise<ReadonlyMap<string, Judgement>>;
  /** Users whom this process is about to judge. */
  backlog(): number;
  /** Picks up what other processes left, now and every second. */
  start(): void;
  /** Resolves when nobody is due. Throws what a round throws. */
  settle(): Promise<void>;
  /** What judges has changed, perhaps in another process: begins to judge everybody again without waiting for its next look. */
  judgeAnew(): void;
  /** Another pack from the next round on; the caller marks users due (`markAllDue`). */
  usePack(pack: ScoringPack): void;
  /** Ends after the running round. What is due then is judged by the next process. */
  stop(): Promise<void>;
}

const SWEEP_EVERY_MS = 1000;
/** A live process judges its own users long before. */
const LEFT_BEHIND_MS = 3000;

/** Judges users after their events are committed. Several processes may run it: a score is stored only for the user it was made of. */
export function createScoring(options: ScoringOptions): Scoring {
  const { store, log, observer, clock = Date.now } = options;
  const onError = (err: unknown) => {
    observer?.failed();
    log?.error({ err }, "scoring failed: the users stay due");
  };
  const onRuleFailure = (rule: string, err: unknown) => {
    observer?.ruleFailed(rule);
    log?.error({ err, rule }, `rule ${rule} failed: it counts as unknown`);
  };
  const watch = watchClock(clock);
  /** Users of fresh events. */
  const pending = new Set<string>();
  const unscored = createUnscoredEvents();
  const again = (userId: string) => void pending.add(userId);
  const rounds = createRounds({ ...options, clock, onRuleFailure, unscored, again });
  /** Who was left behind, changed by time, or is judged by something else now: they get what room a round has left. */
  const background = new Set<string>();
  /** More users may have to be marked as due. */
  let marking = false;
  let counts = false;
  /** Somebody may have been judged by a clock that was ahead; stays so until they are marked. */
  let ahead = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> | undefined;
  let stopped = false;
  /** Batches that ingest has told of. */
  let arrivals = 0;
  let inRound = 0;
  /** The marking that goes on beside the rounds. */
  let marked: Promise<void> | undefined;
  let endRest: () => void = () => undefined;
  let endWait: () => void = () => undefined;

  const drain = async () => {
    while ((pending.size > 0 || background.size > 0 || marking || counts) && !stopped) {
      const most = roundSize(unscored.longestWait());
      const fresh = take(pending, most);
      if (background.size === 0 && marking) markBeside();
      const userIds = [...fresh, ...take(background, most - fresh.length)];
      if (userIds.length === 0 && !counts && marked !== undefined) {
        await Promise.race([marked, anotherCame()]);
        continue;
      }
      const started = performance.now();
      const before = arrivals;
      inRound = userIds.length;
      try {
        if (userIds.length > 0) await retried(() => rounds.run(userIds));
        if (counts && pending.size === 0) counts = await retried(() => spreadCounts(store));
      } catch (error) {
        failed(error);
        counts = false;
      } finally {
        inRound = 0;
      }
      const rest = restAfter({
        took: performance.now() - started,
        busy: arrivals > before,
        background: userIds.length > fresh.length,
        waited: unscored.longestWait(),
      });
      if (rest > 0) await pause(rest);
    }
  };
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const rested = setTimeout(resolve, milliseconds);
      endRest = () => {
        clearTimeout(rested);
        resolve();
      };
    });
  const failed = (error: unknown) => {
    onError(error);
    // They are due in the database: the sweep finds them.
    if (isDatabaseUnavailable(error)) for (const users of [pending, unscored, background]) users.clear();
  };
  /** Somebody is to be judged: nobody waits until others are marked. */
  const anotherCame = () =>
    new Promise<void>((resolve) => {
      endWait = resolve;
    });
  const wake = () => {
    endWait();
    if (stopped) return;
    // Who asks for a judgement has asked by then, and is judged in another round.
    running ??= afterThisTurn()
      .then(drain)
      .finally(() => {
        running = undefined;
        if (pending.size > 0 || background.size > 0 || marking) wake();
      });
  };
  const urgent = createUrgentRounds<Judgement>({
    usersARound: USERS_A_ROUND,
    round: async (userIds) => {
      try {
        const judgements = await retried(() => rounds.tell(userIds));
        // Some may be left to be judged once more.
        wake();
        return judgements;
      } catch (error) {
        failed(error);
        throw error;
      }
    },
  });
  const judgeNow = async (userIds: readonly string[]): Promise<ReadonlyMap<string, Judgement>> => {
    if (stopped) throw new Error("scoring has ended");
    for (const userId of userIds) pending.delete(userId);
    return urgent.judge(userIds);
  };
  const markBeside = () => {
    marked ??= markMore().finally(() => {
      marked = undefined;
    });
  };
  const markMore = async () => {
    try {
      const marked = await retried(() => markNextDue(store));
      for (const userId of marked ?? []) background.add(userId);
      marking = marked !== null;
    } catch (error) {
      onError(error);
      marking = false;
    }
  };

  const dueUsers = (dueFor: number) => readDueUsers(store, { dueFor, changedBefore: clock(), plan: rounds.plan() });
  const sweep = async () => {
    ahead = watch.wasSetBack() || ahead;
    if (ahead) {
      await markJudgedAhead(store, clock());
      ahead = false;
    }
    const userIds = await dueUsers(LEFT_BEHIND_MS);
    for (const userId of userIds) background.add(userId);
    counts = true;
    marking = true;
    wake();
    await endJudgingAnew(store);
  };

  const settle = async (): Promise<void> => {
    await running;
    while (await spreadCounts(store));
    while ((await markNextDue(store)) !== null);
    const userIds = await dueUsers(0);
    if (userIds.length === 0) return endJudgingAnew(store);
    for (let start = 0; start < userIds.length; start += USERS_A_ROUND)
      await retried(() => rounds.run(userIds.slice(start, start + USERS_A_ROUND)));
    await settle();
  };

  return {
    committed: ({ userIds, staleCounts, continuations, acknowledged }) => {
      arrivals += 1;
      rounds.committed({ userIds, continuations });
      for (const userId of userIds) pending.add(userId);
      unscored.acknowledged(acknowledged);
      counts ||= staleCounts;
      wake();
    },
    judgeNow,
    backlog: () => urgent.backlog() + pending.size + background.size + inRound,
    start: () => {
      if (timer !== undefined || stopped) return;
      const run = () => {
        sweeping ??= sweep()
          .catch(onError)
          .finally(() => {
            sweeping = undefined;
          });
      };
      timer = setInterval(run, SWEEP_EVERY_MS);
      timer.unref();
      run();
    },
    settle,
    judgeAnew: () => {
      marking = true;
      wake();
    },
    usePack: rounds.usePack,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      endRest();
      endWait();
      await sweeping;
      await running;
      await marked;
      await urgent.stop(new Error("scoring has ended"));
    },
  };
}

function take(pending: Set<string>, count: number): readonly string[] {
  const taken: string[] = [];
  for (const userId of pending) {
    if (taken.length === count) break;
    taken.push(userId);
    pending.delete(userId);
  }
  return taken;
}
