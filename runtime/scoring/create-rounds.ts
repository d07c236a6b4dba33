import { fillBecause, type AttributeValues } from "../because/fill-because.ts";
import type { CacheBook } from "../cache/cache-book.ts";
import { createAskedPeers } from "../context/asked-peers.ts";
import { planNeeds } from "../context/context-needs.ts";
import { createHotUsers } from "../context/hot-users.ts";
import type { LoadedUser } from "../context/load-contexts.ts";
import { saidPeers } from "../context/said-peers.ts";
import type { Store } from "../db/store.ts";
import { settleListed } from "../decisions/settle-listed.ts";
import type { Touched } from "../ingest/create-writer.ts";
import { createAppEvaluators } from "./app-evaluators.ts";
import { createAppSettings } from "./app-settings.ts";
import { guardEvaluator, type OnRuleFailure } from "./guard-evaluator.ts";
import { judge, type ScoreRow } from "./judge.ts";
import { createNextChange } from "./next-change.ts";
import type { Judgement, ScoringObserver, ScoringPack } from "./scoring-types.ts";
import { storedMatches } from "./stored-matches.ts";
import type { UnscoredEvents } from "./unscored-events.ts";
import { verdictOf } from "./verdict.ts";
import { createScoresStatement } from "./write-scores.ts";

/** Rounds of scoring: some users are read, judged and their scores stored, with one question for all of them each. Several may go on beside each other. */
export interface Rounds {
  /** @throws the database's error; the users stay due. */
  run(userIds: readonly string[]): Promise<void>;
  /**
   * The same for users of whom somebody is told what was found. Who does not exist is left out.
   * @throws the database's error; the users stay due.
   */
  tell(userIds: readonly string[]): Promise<ReadonlyMap<string, Judgement>>;
  /** Told after COMMIT what a batch added to users. */
  committed(stored: Pick<Touched, "userIds" | "continuations">): void;
  /** From the next round on. */
  usePack(pack: ScoringPack): void;
  /** Fingerprint of the plan that judges. */
  plan(): string;
}

export interface RoundsOptions {
  readonly store: Store;
  readonly pack: ScoringPack;
  /** The judged moment, milliseconds. */
  readonly clock: () => number;
  readonly observer?: ScoringObserver | undefined;
  /** Where it is counted how often the rows of users were remembered. */
  readonly caches?: CacheBook | undefined;
  readonly onRuleFailure: OnRuleFailure;
  readonly unscored: UnscoredEvents;
  /** Told who has to be judged once more, at once. */
  readonly again: (userId: string) => void;
}

export function createRounds(options: RoundsOptions): Rounds {
  const { store, clock, observer, unscored, again } = options;
  const settingsOf = createAppSettings(store);
  const writeScores = createScoresStatement(store);
  let judging = prepare(options, options.pack);

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
    for (const { user_id, again: isDue } of stored) {
      if (isDue) again(user_id);
      const waited = unscored.scored(user_id);
      if (waited !== null) observer?.scored(waited / 1000);
    }
  };

  const round = async (userIds: readonly string[], told: ReadonlySet<string>): Promise<readonly Judged[]> => {
    const started = performance.now();
    const judged = await judgeUsers(userIds, told);
    // Who was erased is never scored.
    const found = new Set(judged.map(({ user }) => user.userId));
    for (const userId of userIds) if (!found.has(userId)) unscored.forget(userId);
    // Whoever is told of it is due: also the blacklisted one, who is judged once more.
    for (const userId of await settleListed(store, listedOf(judged))) again(userId);
    await keep(judged);
    // The database was slow: an event that lay ahead when the reading began has come meanwhile.
    const now = clock();
    for (const { user } of judged) if (user.nextEvent !== null && user.nextEvent <= now) again(user.userId);
    observer?.judged(judged.length, (performance.now() - started) / 1000);
    return judged;
  };

  return {
    run: async (userIds) => void (await round(userIds, NOBODY)),
    tell: async (userIds) => {
      const { types } = judging;
      const judged = await round(userIds, new Set(userIds));
      return new Map(judged.map((each) => [each.user.userId, judgementOf(each, types)]));
    },
    committed: (stored) => judging.users.committed(stored),
    usePack: (pack) => {
      judging = prepare(options, pack);
    },
    plan: () => judging.judge.plan,
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

function prepare({ store, caches, onRuleFailure }: RoundsOptions, { plan, evaluator, pack, fingerprint }: ScoringPack) {
  const peers = { asked: createAskedPeers(plan), said: saidPeers(plan, pack.rules) };
  return {
    users: createHotUsers(store, planNeeds(plan), { counts: caches?.of("hot_users"), ...peers }),
    evaluators: createAppEvaluators(store, { plan, evaluator: guardEvaluator({ plan, evaluator }, onRuleFailure) }),
    judge: { nextChange: createNextChange(plan), plan: fingerprint },
    types: new Map(plan.attributes.map(({ name, type }) => [name, type])),
  };
}
