import { sql } from "kysely";
import { type ListEntries, listReaders, type Plan, runtimeLists } from "../../compiler/index.ts";
import type { Scalar } from "../../dsl/binder/bound.ts";
import { readListEntry } from "../../dsl/binder/read-list-entry.ts";
import { ruleWeights } from "../apps/apps.ts";
import { planNeeds } from "../context/context-needs.ts";
import { createContextLoader } from "../context/load-contexts.ts";
import type { Store } from "../db/store.ts";
import type { ScoringPack } from "../scoring/scoring-types.ts";
import { guardEvaluator } from "../scoring/guard-evaluator.ts";
import type { Thresholds } from "../scoring/next-status.ts";
import type { UserStatus } from "../users/user-status.ts";
import { coveredUsers } from "./covered-users.ts";
import { entriesOf, entriesQuery } from "./entries-at.ts";
import type { EntryProblem, KeptList } from "./list-types.ts";
import { readEntries } from "./read-entries.ts";
import { touchedUser, type JudgedTwice, type TouchedUser } from "./touched-user.ts";

export interface ImpactQuestion {
  readonly appId: number;
  readonly list: KeptList;
  readonly change: "add" | "remove";
  /** As a person writes them. */
  readonly entries: readonly string[];
  /** The judged moment, milliseconds. */
  readonly at: number;
  readonly signal?: AbortSignal | undefined;
}

/** The caller took back the question. */
export class ListImpactCancelled extends Error {
  override readonly name = "ListImpactCancelled";
}

/** What a rule that reads the list would say instead; users by how their answer changes. */
export interface ReaderImpact {
  readonly rule: string;
  /** Judged users whom it matches as the list stands. */
  readonly before: number;
  readonly gained: number;
  readonly lost: number;
}

export interface CountedImpact {
  readonly kind: "counted";
  /** Entries that would change the list. */
  readonly changing: number;
  /** Entries that stand already, or do not when they are to be removed. */
  readonly unchanged: number;
  /** Users of the whole app who have one of the changing addresses or numbers; null where entries are none. */
  readonly covered: number | null;
  readonly users: number;
  /** Those who were judged: whom the entries name first, then those seen last. */
  readonly judged: number;
  /** The rules that read the list, in the order of the pack. */
  readonly rules: readonly ReaderImpact[];
  /** Judged users for whom a rule's answer changes. */
  readonly touched: number;
  /** Of these, those whose status changes, by where it goes. */
  readonly moves: readonly { readonly from: UserStatus; readonly to: UserStatus; readonly users: number }[];
  /** At most 25 of those touched, the least trusted first. */
  readonly named: readonly TouchedUser[];
}

export type ListImpact = CountedImpact | { readonly kind: "refused"; readonly problems: readonly EntryProblem[] };

/** Users judged at most, and those read and judged together. */
const JUDGED = 1000;
const JUDGED_AT_ONCE = 100;
const NAMED = 25;

/**
 * Whom a change of a list would touch, before it is made. Nothing is written.
 *
 * @throws ListImpactCancelled when the signal is aborted, before the next users are read.
 */
export async function listImpact(
  store: Store,
  { plan, evaluator }: Pick<ScoringPack, "plan" | "evaluator">,
  question: ImpactQuestion,
): Promise<ListImpact> {
  const { appId, list, change, at, signal } = question;
  const read = readEntries(question.entries, list.element);
  if (!read.ok) return { kind: "refused", problems: read.problems };
  const standing = await standingEntriesOf(store, plan, appId, at);
  const held = new Set((standing.get(list.name) ?? []).map(String));
  const changing = read.values.filter((value) => held.has(value) === (change === "remove"));
  const values = changing.flatMap((value): readonly Scalar[] => {
    const entry = readListEntry(value, list.element);
    return entry.ok ? [entry.value] : [];
  });
  stopIfCancelled(signal);
  const covered = await coveredUsers(store, { appId, list, entries: values, limit: JUDGED });
  const readers = listReaders(plan, list.name);
  const base = {
    kind: "counted",
    changing: changing.length,
    unchanged: read.values.length - changing.length,
    covered: covered.users,
    users: await countUsers(store, appId),
  } as const;
  if (changing.length === 0 || readers.length === 0) {
    const rules = readers.map((rule) => ({ rule, before: 0, gained: 0, lost: 0 }));
    return { ...base, judged: 0, rules, touched: 0, moves: [], named: [] };
  }
  const guarded = guardEvaluator({ plan, evaluator }, () => undefined);
  const judged = await judgeTwice(store, {
    ...{ plan, at, signal },
    userIds: await usersToJudge(store, appId, covered.newest),
    before: guarded.withLists(standing),
    after: guarded.withLists(changed(standing, list.name, change, values)),
  });
  return { ...base, ...(await summed(store, appId, readers, judged)) };
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new ListImpactCancelled("the question about a list's change was cancelled");
}

async function standingEntriesOf({ db }: Store, plan: Plan, appId: number, at: number): Promise<ListEntries> {
  const lists = runtimeLists(plan);
  const { rows } = await entriesQuery(appId, lists, { at, newest: true }).execute(db);
  return entriesOf(lists, rows);
}

function changed(
  standing: ListEntries,
  list: string,
  change: ImpactQuestion["change"],
  values: readonly Scalar[],
): ListEntries {
  const held = standing.get(list) ?? [];
  const taken = new Set(values);
  return new Map([
    ...standing,
    [list, change === "add" ? [...held, ...values] : held.filter((each) => !taken.has(each))],
  ]);
}

async function countUsers({ db }: Store, appId: number): Promise<number> {
  const { rows } = await sql<{ users: number }>`select count(*)::integer as users from users
    where app_id = ${appId}`.execute(db);
  return rows[0]?.users ?? 0;
}

async function usersToJudge({ db }: Store, appId: number, first: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("users")
    .select("user_id")
    .where("app_id", "=", appId)
    .orderBy("last_seen", "desc")
    .orderBy("user_id", "desc")
    .limit(JUDGED)
    .execute();
  return [...new Set([...first, ...rows.map(({ user_id }) => user_id)])].slice(0, JUDGED);
}

type Judging = ReturnType<ReturnType<typeof guardEvaluator>["withLists"]>;

async function judgeTwice(
  store: Store,
  asked: {
    readonly plan: Plan;
    readonly at: number;
    readonly signal: AbortSignal | undefined;
    readonly userIds: readonly string[];
    readonly before: Judging;
    readonly after: Judging;
  },
): Promise<readonly JudgedTwice[]> {
  const { plan, at, signal, userIds, before, after } = asked;
  const loader = createContextLoader(store, planNeeds(plan));
  const judged: JudgedTwice[] = [];
  for (let start = 0; start < userIds.length; start += JUDGED_AT_ONCE) {
    stopIfCancelled(signal);
    const users = await loader.load(userIds.slice(start, start + JUDGED_AT_ONCE), at);
    for (const { userId, decision, reviewSince, context } of users) {
      const matches = ({ rules, evaluate }: Judging) => {
        const outcomes = evaluate(context, at);
        return rules.filter((_, index) => outcomes[index] === true);
      };
      judged.push({ userId, decision, inReview: reviewSince !== null, before: matches(before), after: matches(after) });
    }
  }
  return judged;
}

async function summed(
  store: Store,
  appId: number,
  readers: readonly string[],
  judged: readonly JudgedTwice[],
): Promise<Pick<CountedImpact, "judged" | "rules" | "touched" | "moves" | "named">> {
  const settings = { weights: await ruleWeights(store, appId), thresholds: await thresholdsOf(store, appId) };
  const touched = judged.flatMap((user) => touchedUser(user, settings));
  const moves = new Map<string, { from: UserStatus; to: UserStatus; users: number }>();
  for (const { from, to } of touched) {
    if (from === to) continue;
    const move = moves.get(`${from} ${to}`) ?? { from, to, users: 0 };
    moves.set(`${from} ${to}`, { ...move, users: move.users + 1 });
  }
  const shown = touched.toSorted((a, b) => a.after - b.after || Number(a.userId) - Number(b.userId)).slice(0, NAMED);
  const names = await namesOf(
    store,
    shown.map(({ userId }) => userId),
  );
  return {
    judged: judged.length,
    rules: readers.map((rule) => ({
      rule,
      before: judged.filter(({ before }) => before.includes(rule)).length,
      gained: touched.filter(({ gained }) => gained.includes(rule)).length,
      lost: touched.filter(({ lost }) => lost.includes(rule)).length,
    })),
    touched: touched.length,
    moves: [...moves.values()],
    named: shown.flatMap(({ userId, ...user }) => {
      const name = names.get(userId);
      return name === undefined ? [] : [{ name, ...user }];
    }),
  };
}

async function thresholdsOf({ db }: Store, appId: number): Promise<Thresholds> {
  const { review_threshold: review, blacklist_threshold: blacklist } = await db
    .selectFrom("apps")
    .select(["review_threshold", "blacklist_threshold"])
    .where("app_id", "=", appId)
    .executeTakeFirstOrThrow();
  return { review, blacklist };
}

async function namesOf({ db }: Store, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ user_id: string; name: string }>`select user_id, name from users
    where user_id in (select unnest(${[...userIds]}::bigint[]))`.execute(db);
  return new Map(rows.map(({ user_id, name }) => [user_id, name]));
}
