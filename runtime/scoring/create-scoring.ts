import type { CacheBook } from "../cache/cache-book.ts";
import type { Store } from "../db/store.ts";
import { settleListed } from "../decisions/settle-listed.ts";
import { isDatabaseUnavailable, retried } from "../ingest/database-failures.ts";
import type { Touched } from "../ingest/create-writer.ts";
import { createAskedPeers } from "../context/asked-peers.ts";
import { createHotUsers } from "../context/hot-users.ts";
import { saidPeers } from "../context/said-peers.ts";
import { planNeeds } from "../context/context-needs.ts";
import type { Evaluator, Plan } from "../../compiler/index.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { fillBecause, type AttributeValues } from "../because/fill-because.ts";
import type { LoadedUser } from "../context/load-contexts.ts";
import { createAppEvaluators } from "./app-evaluators.ts";
import { createAppSettings } from "./app-settings.ts";
import { markJudgedAhead, readDueUsers } from "./due-users.ts";
import { guardEvaluator, type OnRuleFailure } from "./guard-evaluator.ts";
import { judge, type ScoreRow } from "./judge.ts";
import { endJudgingAnew, markNextDue } from "./judging-anew.ts";
import { createNextChange } from "./next-change.ts";
import { restAfter } from "./rest.ts";
import { storedMatches } from "./stored-matches.ts";
import { roundSize, USERS_A_ROUND } from "./round-size.ts";
import { spreadCounts } from "./spread-counts.ts";
import { createUnscoredEvents } from "./unscored-events.ts";
import { createUrgentRounds } from "./urgent-rounds.ts";
import { verdictOf, type Verdict } from "./verdict.ts";
import { watchClock } from "./watch-clock.ts";
import { createScoresStatement } from "./write-scores.ts";

/** What judges: a plan, its evaluator and a name for the two. */
export interface ScoringPack {
  readonly plan: Plan;
  readonly evaluator: Evaluator;
  /** For what its rules say of users (`because`). */
  readonly pack: Pick<BoundPack, "rules">;
  /** Stored with every score; another plan has another. */
  readonly fingerprint: string;
}

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

/** Told of what scoring does, to count it. */
export interface ScoringObserver {
  /** A round is done: its users are read, judged and written. */
  judged(users: number, seconds: number): void;
  /** A score is stored that has seen all events of a user; so many seconds after the first of them was acknowledged. */
  scored(seconds: number): void;
  failed(): void;
  /** A rule failed on a user, of whom it is unknown now. */
  ruleFailed(rule: string): void;
}

/** What was found of a user a moment ago. */
export interface Judgement {
  /** The judged moment, milliseconds. */
  readonly asOf: number;
  readonly score: number;
  readonly verdict: Verdict;
  readonly matched: ScoreRow["matched"];
  /** Prints what a rule says with the values of this user. */
  readonly fill: (because: string) => string;
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
  const writeScores = createScoresStatement(store);
  const prepareWith = (pack: ScoringPack) => prepare(store, pack, { caches: options.caches, onRuleFailure });
  const settingsOf = createAppSettings(store);
  const watch = watchClock(clock);
  let judging = prepareWith(options.pack);
  /** Users of fresh events. */
  const pending = new Set<string>();
  const unscored = createUnscoredEvents();
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

  /** `told` are users of whom somebody is told more than the score. */
  const judgeUsers = async (userIds: readonly string[], told: ReadonlySet<string>): Promise<readonly Judged[]> => {
    const { users: hotUsers, evaluators, judge: judgeWith } = judging;
    const asOf = clock();
    const judgeAll = async (users: readonly LoadedUser[]) => {
      // Read after the users: whoever changes weights or lists has all users marked afterwards, and their scores made anew.
      const versions = new Map(users.map(({ appId, appVersion }) => [appId, appVersion]));
      const settings = await settingsOf(versions);
      const evaluatorOf = await evaluators.of(versions, asOf);
      return users.flatMap((user) => {
        const app = settings.get(user.appId);
        if (app === undefined) return [];
        const evaluator = evaluatorOf(user.appId);
        const row = judge(user, app, { ...judgeWith, evaluator }, asOf);
        // Now: the user's rows go on with the next batch.
        const asksForValues = told.has(user.userId) && row.matched.length > 0;
        return [{ user, asOf, row, values: asksForValues ? evaluator.attributes(user.context, asOf) : {} }];
      });
    };
    return hotUsers.use(userIds, asOf, judgeAll, told);
  };

  const keep = async (judged: readonly Judged[]): Promise<void> => {
    if (judged.length === 0) return;
    const stored = await writeScores.run(store.keyed, {
      rows: { scores: judged.map(({ row }) => ({ ...row, matched: storedMatches(row.matched) })) },
    });
    for (const { user_id, again } of stored) {
      if (again) pending.add(user_id);
      const waited = unscored.scored(user_id);
      if (waited !== null) observer?.scored(waited / 1000);
    }
  };
  const round = async (userIds: readonly string[], told: ReadonlySet<string> = NOBODY): Promise<readonly Judged[]> => {
    const started = performance.now();
    const judged = await judgeUsers(userIds, told);
    // Who was erased is never scored.
    const found = new Set(judged.map(({ user }) => user.userId));
    for (const userId of userIds) if (!found.has(userId)) unscored.forget(userId);
    // Whoever is told of it is due: also the blacklisted one, who is judged once more.
    for (const userId of await settleListed(store, listedOf(judged))) pending.add(userId);
    await keep(judged);
    // The database was slow: an event that lay ahead when the reading began has come meanwhile.
    const now = clock();
    for (const { user } of judged) if (user.nextEvent !== null && user.nextEvent <= now) pending.add(user.userId);
    observer?.judged(judged.length, (performance.now() - started) / 1000);
    return judged;
  };

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
        if (userIds.length > 0) await retried(() => round(userIds));
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
      const { types } = judging;
      try {
        const judged = await retried(() => round(userIds, new Set(userIds)));
        // Some may be left to be judged once more.
        wake();
        return new Map(judged.map((each) => [each.user.userId, judgementOf(each, types)]));
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

  const dueUsers = (dueFor: number) =>
    readDueUsers(store, { dueFor, changedBefore: clock(), plan: judging.judge.plan });
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
      await retried(() => round(userIds.slice(start, start + USERS_A_ROUND)));
    await settle();
  };

  return {
    committed: ({ userIds, staleCounts, continuations, acknowledged }) => {
      arrivals += 1;
      judging.users.committed({ userIds, continuations });
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
    usePack: (pack) => {
      judging = prepareWith(pack);
    },
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

interface Judged {
  readonly user: LoadedUser;
  readonly asOf: number;
  readonly row: ScoreRow;
  /** Of the user's attributes; none where nobody is told. */
  readonly values: AttributeValues;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Whom an operator blacklisted. */
function listedOf(judged: readonly Judged[]): readonly string[] {
  return judged.flatMap(({ user: { userId, decision, decidedBy } }) =>
    decision === "blacklist" && decidedBy === "operator" ? [userId] : [],
  );
}

function judgementOf({ user, asOf, row, values }: Judged, types: AttributeTypes): Judgement {
  return {
    asOf,
    score: row.score,
    verdict: verdictOf(user, row),
    matched: row.matched,
    fill: (because) => fillBecause(because, () => values, types),
  };
}

type AttributeTypes = ReturnType<typeof prepare>["types"];

/** Who asks for a judgement has asked by then, and is judged in another round. */
function afterThisTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

interface Told {
  readonly caches: CacheBook | undefined;
  readonly onRuleFailure: OnRuleFailure;
}

function prepare(store: Store, { plan, evaluator, pack, fingerprint }: ScoringPack, { caches, onRuleFailure }: Told) {
  const peers = { asked: createAskedPeers(plan), said: saidPeers(plan, pack.rules) };
  return {
    users: createHotUsers(store, planNeeds(plan), { counts: caches?.of("hot_users"), ...peers }),
    evaluators: createAppEvaluators(store, { plan, evaluator: guardEvaluator({ plan, evaluator }, onRuleFailure) }),
    judge: { nextChange: createNextChange(plan), plan: fingerprint },
    types: new Map(plan.attributes.map(({ name, type }) => [name, type])),
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
