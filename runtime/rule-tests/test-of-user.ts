import { lower, type ListEntries, NO_ENTRIES, type Outcome, runtimeLists, testFromUser } from "../../compiler/index.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { wantedNeeds } from "../context/context-needs.ts";
import type { Store } from "../db/store.ts";
import { findJudgedUser } from "../explain/find-judged-user.ts";
import { entriesOf, entriesQuery } from "../lists/entries-at.ts";
import type { PackText } from "../packs/read-pack-folder.ts";
import { holdInFile, type PackTexts } from "./holds-in-file.ts";
import { createTimeBudget } from "./time-budget.ts";

/** To make it small in; what is left then is written all the same. */
const MINIMISE_WITHIN_MS = 6_000;

export interface TestOfUserQuestion {
  readonly appId: number;
  readonly userName: string;
  readonly rule: string;
  /** Milliseconds. */
  readonly asOf: number;
  readonly pack: BoundPack;
  readonly texts: PackTexts;
  /** Where the test will stand. */
  readonly file: PackText;
  readonly clock: () => number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * `untold`: a test cannot describe the user so that the answer is the same. `personal`: the answer depends on what must not be written down.
 */
export type TestOfUser =
  | { readonly kind: "made"; readonly text: string; readonly outcome: Outcome }
  | { readonly kind: "no_user" }
  | { readonly kind: "not_yet"; readonly firstSeen: number }
  | { readonly kind: "untold" }
  | { readonly kind: "personal" };

/** A test about a user like a stored one, which gives the same answer on both targets and holds no text of the user's. */
export async function testOfUser(store: Store, question: TestOfUserQuestion): Promise<TestOfUser> {
  const { appId, userName, rule, asOf, pack, texts, file, clock, signal } = question;
  const plan = lower(pack);
  const needs = wantedNeeds(plan, { rules: [rule] });
  const user = await findJudgedUser(store, { appId, userName, asOf, needs });
  if (user.kind !== "found") return user;
  const lists = await listsAt(store, appId, asOf, runtimeLists(plan));
  const { goOn } = createTimeBudget({ within: MINIMISE_WITHIN_MS, signal, clock });
  const { context } = user;
  const made = await testFromUser(pack, { context, asOf, lists }, { rule, file: file.path, goOn });
  signal?.throwIfAborted();
  if (made.kind !== "made") return made;
  const [holds] = await holdInFile(store, texts, { file, blocks: [made.text], signal });
  return holds === true ? made : { kind: "untold" };
}

async function listsAt(
  store: Store,
  appId: number,
  asOf: number,
  lists: ReturnType<typeof runtimeLists>,
): Promise<ListEntries> {
  if (lists.length === 0) return NO_ENTRIES;
  const { rows } = await entriesQuery(appId, lists, { at: asOf }).execute(store.db);
  return entriesOf(lists, rows);
}
