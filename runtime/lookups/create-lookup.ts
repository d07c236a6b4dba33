import type { Store } from "../db/store.ts";
import { createAskProvider, type AskedCounts } from "./ask-provider.ts";
import type { LookupId } from "./lookup-ids.ts";
import type { LookupProvider } from "./lookup-provider.ts";
import type { RememberedAnswer } from "./remembered-answers.ts";
import { valuesOfUsers, type OwnedValue } from "./values-of-users.ts";
import { createWriteAnswers, isOpen, type ToldOfValue } from "./write-answers.ts";

export interface LookupOptions {
  readonly store: Store;
  readonly provider: LookupProvider;
  /** Users of whom something became known: they are due. */
  readonly onKnown: (userIds: readonly string[]) => void;
  readonly log: { warn(details: object, message: string): void };
  readonly now?: () => number;
}

export interface LookupCounts extends AskedCounts {
  /** Users who wait. */
  readonly waiting: number;
}

export interface Lookup {
  readonly id: LookupId;
  /** Users whose events were stored; returns at once. */
  committed(userIds: readonly string[]): void;
  counts(): LookupCounts;
  /** Resolves when nothing is left to be asked but what a pause holds back. */
  settle(): Promise<void>;
  /** Ends what is under way; nothing is written by it. */
  stop(): Promise<void>;
}

const USERS_AT_ONCE = 200;
/** Users who wait; beyond that they are left out, until their next event. */
const MOST_WAITING = 20_000;

/**
 * Asks one provider beside ingest about what the users of stored events have. What was answered is remembered, for all apps and
 * processes, until its time is over and a user comes with it again; a failure changes no fact.
 */
export function createLookup({ store, provider, onKnown, log, now = Date.now }: LookupOptions): Lookup {
  const { id, about, facts } = provider;
  const asking = createAskProvider({ store, provider, log, now });
  const writeAnswers = createWriteAnswers(store, about);
  const waiting = new Set<string>();
  /** Users with a question that a pause holds back. */
  const heldBack = new Set<string>();
  let stopped = false;
  let working: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const askedOf = (value: OwnedValue): readonly Asked[] => {
    if (!facts.some((fact) => isOpen(value.stored, fact))) return [];
    const subject = provider.subjectOf(value.value);
    return subject === null ? [] : [{ ...value, subject }];
  };
  const look = async (userIds: readonly string[]): Promise<void> => {
    const values = (await valuesOfUsers(store, about, { userIds, facts })).flatMap(askedOf);
    const answers = await asking.answers([...new Set(values.map(({ subject }) => subject))]);
    if (stopped) return;
    for (const { subject, userId } of values) if (!answers.has(subject)) holdBack(userId);
    const told = values.flatMap((value) => toldOf(value, answers.get(value.subject), id));
    const once = new Map(told.map((each) => [`${each.appId} ${each.value}`, each]));
    const changed = await writeAnswers([...once.values()], now());
    if (changed.length > 0) onKnown(changed);
  };
  const work = async (): Promise<void> => {
    while (waiting.size > 0 && !stopped) {
      const next = [...waiting].slice(0, USERS_AT_ONCE);
      for (const userId of next) waiting.delete(userId);
      await look(next).catch((err: unknown) => log.warn({ err, lookup: id }, `${id} look-ups could not be made`));
    }
  };
  const committed = (userIds: readonly string[]) => {
    if (stopped || asking.heldUntil() === Infinity) return;
    for (const userId of userIds) if (waiting.size < MOST_WAITING) waiting.add(userId);
    working ??= work().finally(() => (working = undefined));
  };
  const holdBack = (userId: string) => {
    const until = asking.heldUntil();
    if (until === Infinity || heldBack.size >= MOST_WAITING) return;
    heldBack.add(userId);
    timer ??= setTimeout(release, Math.max(until - now(), 0)).unref();
  };
  const release = () => {
    timer = undefined;
    const userIds = [...heldBack];
    heldBack.clear();
    committed(userIds);
  };

  return {
    id,
    committed,
    counts: () => ({ ...asking.counts(), waiting: waiting.size + heldBack.size }),
    settle: async () => {
      while (working !== undefined) await working;
    },
    stop: async () => {
      stopped = true;
      asking.stop();
      clearTimeout(timer);
      await working;
    },
  };
}

type Asked = OwnedValue & { readonly subject: string };

/** What is to be written of an address: nothing when it is what is known already, or nobody told. */
function toldOf(value: Asked, answer: RememberedAnswer | undefined, source: LookupId): readonly ToldOfValue[] {
  if (answer === undefined || answer.facts === null) return [];
  const open = Object.entries(answer.facts).filter(([fact]) => isOpen(value.stored, fact));
  if (open.every(([fact, told]) => isSame(value.facts[fact], told))) return [];
  const { appId, value: address } = value;
  return [{ appId, value: address, source, askedAt: answer.askedAt, facts: Object.fromEntries(open) }];
}

/** Moments are texts of the database on one side, and of ours on the other. */
function isSame(stored: unknown, told: boolean | string | null): boolean {
  if (typeof stored === "string" && typeof told === "string") return Date.parse(stored) === Date.parse(told);
  return stored === told;
}
