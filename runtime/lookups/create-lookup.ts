import type { Store } from "../db/store.ts";
import { createNoteFailures, isNews, type UntoldOfValue } from "./note-failures.ts";
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
const LONGEST_REST_MS = 200;

/**
 * Asks one provider beside ingest about what the users of stored events have. What was answered is remembered, for all apps and
 * processes, until its time is over and a user comes with it again; a failure changes no fact.
 */
export function createLookup({ store, provider, onKnown, log, now = Date.now }: LookupOptions): Lookup {
  const { id, about, facts } = provider;
  const asking = createAskProvider({ store, provider, log, now });
  const writeAnswers = createWriteAnswers(store, about);
  const noteFailures = createNoteFailures(store, about);
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
    const answered = values.map((value) => ({ value, answer: answers.get(value.subject) }));
    await noteFailures(onceEach(answered.flatMap(({ value, answer }) => untoldOf(value, answer, facts))));
    const told = onceEach(answered.flatMap(({ value, answer }) => toldOf(value, answer, id)));
    const changed = await writeAnswers(told, now());
    if (changed.length > 0) onKnown(changed);
  };
  const work = async (): Promise<void> => {
    while (waiting.size > 0 && !stopped) {
      const next = [...waiting].slice(0, USERS_AT_ONCE);
      for (const userId of next) waiting.delete(userId);
      const started = performance.now();
      await look(next).catch((err: unknown) => log.warn({ err, lookup: id }, `${id} look-ups could not be made`));
      if (waiting.size > 0) await restAfter(performance.now() - started);
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

/** Nobody waits for it: half of the time belongs to others. */
function restAfter(took: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(took, LONGEST_REST_MS)));
}

type Asked = OwnedValue & { readonly subject: string };

/** Users who have the same address say the same of it. */
function onceEach<E extends { readonly appId: number; readonly value: string }>(entries: readonly E[]): readonly E[] {
  return [...new Map(entries.map((entry) => [`${entry.appId} ${entry.value}`, entry])).values()];
}

/** Of whom it is to be written why nothing is known. */
function untoldOf(
  { appId, value, stored }: Asked,
  answer: RememberedAnswer | undefined,
  facts: readonly string[],
): readonly UntoldOfValue[] {
  if (answer === undefined || answer.failure === null) return [];
  const untold = { appId, value, reason: answer.failure, facts: facts.filter((fact) => isOpen(stored, fact)) };
  return isNews(stored, untold) ? [untold] : [];
}

/** What is to be written of an address: nothing when it is what is known already, or nobody told. */
function toldOf(value: Asked, answer: RememberedAnswer | undefined, source: LookupId): readonly ToldOfValue[] {
  if (answer === undefined || answer.facts === null) return [];
  const open = Object.entries(answer.facts).filter(([fact]) => isOpen(value.stored, fact));
  if (open.every(([fact, told]) => isSame(value.facts[fact], told))) return [];
  const { appId, value: address, subject } = value;
  const isOfAddress = subject === address;
  return [{ appId, value: address, source, askedAt: answer.askedAt, facts: Object.fromEntries(open), isOfAddress }];
}

/** Moments are texts of the database on one side, and of ours on the other. */
function isSame(stored: unknown, told: boolean | string | null): boolean {
  if (typeof stored === "string" && typeof told === "string") return Date.parse(stored) === Date.parse(told);
  return stored === told;
}
