import { z } from "zod";
import { AppQuery, Instant, RuleId, UserStatus } from "./common.ts";
import { Problem, PROBLEM_RESPONSES } from "./problem.ts";

/** As many as one request may add or remove. */
export const MOST_ENTRIES = 10_000;

/** Characters of one entry. */
export const LONGEST_ENTRY = 4_096;

/** A list that the pack declares with `= runtime`: operators keep its entries, each app its own. */
export const RuntimeList = z.object({
  name: z.string(),
  /** In the language's notation: `list<cidr>`. */
  type: z.string(),
  doc: z.string().nullable(),
  /** Grows by one with every change; 0 was never changed. */
  version: z.int().min(0),
  entries: z.int().min(0),
  changedAt: Instant.nullable(),
});
export type RuntimeList = z.infer<typeof RuntimeList>;

export const ListEntry = z.object({
  value: z.string(),
  addedAt: Instant,
  /** The operator's e-mail address; null when added from the command line. */
  operator: z.string().nullable(),
  reason: z.string().nullable(),
  expiresAt: Instant.nullable(),
});
export type ListEntry = z.infer<typeof ListEntry>;

export const ListChange = z.object({
  version: z.int().min(1),
  kind: z.enum(["added", "removed", "expired"]),
  entries: z.int().min(1),
  at: Instant,
  /** Null when changed from the command line, or by time. */
  operator: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ListChange = z.infer<typeof ListChange>;

const Refused = z.object({
  kind: z.literal("refused"),
  /** Every entry that is not of the list's type, by its place among those sent. */
  problems: z.array(z.object({ index: z.int().min(0), entry: z.string(), reason: z.string() })),
});

/**
 * What became of a change: all of it or nothing. `unchanged` counts entries that stood on the list already, or did not when they were to
 * be removed.
 */
export const ListAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("changed"), version: z.int(), entries: z.int(), unchanged: z.int() }),
  z.object({ kind: z.literal("unchanged") }),
  Refused,
  z.object({ kind: z.literal("full") }),
]);
export type ListAnswer = z.infer<typeof ListAnswer>;

const Count = z.int().min(0);
const NewScore = z.int().min(0).max(99);

/** Whom a change of a list would touch, before it is made. */
export const ListImpact = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("counted"),
    /** Entries that would change the list; the others stand already, or do not when they are to be removed. */
    changing: Count,
    unchanged: Count,
    /** Users of the whole app who have one of the changing addresses or numbers; null where entries are none. */
    covered: Count.nullable(),
    users: Count,
    /** Those who were judged: whom the entries name first, then those seen last, 1,000 together. */
    judged: Count,
    /** The rules that read the list; `before` are judged users whom they match as it stands. */
    rules: z.array(z.object({ rule: RuleId, before: Count, gained: Count, lost: Count })),
    /** Judged users for whom a rule answers otherwise, and those of them whose status that changes. */
    touched: Count,
    moves: z.array(z.object({ from: UserStatus, to: UserStatus, users: z.int().min(1) })),
    /** At most 25 of those touched, the least trusted first, with the rules that match them more and fewer. */
    named: z.array(
      z.object({
        name: z.string(),
        gained: z.array(RuleId),
        lost: z.array(RuleId),
        before: NewScore,
        after: NewScore,
        from: UserStatus,
        to: UserStatus,
      }),
    ),
  }),
  Refused,
]);
export type ListImpact = z.infer<typeof ListImpact>;

const ListParams = z.object({ name: z.string().min(1).max(100) });
const Entries = z.array(z.string().min(1).max(LONGEST_ENTRY)).min(1).max(MOST_ENTRIES);
const Reason = z.string().trim().min(1).max(500).nullable().default(null);

export const listRuntimeLists = {
  method: "GET",
  url: "/api/v1/lists",
  schema: {
    operationId: "listRuntimeLists",
    querystring: AppQuery,
    response: { 200: z.object({ lists: z.array(RuntimeList) }), ...PROBLEM_RESPONSES },
  },
} as const;

/** The entries added last first; `search` is found anywhere in an entry, ignoring case. */
export const getRuntimeList = {
  method: "GET",
  url: "/api/v1/lists/:name",
  schema: {
    operationId: "getRuntimeList",
    params: ListParams,
    querystring: AppQuery.extend({
      search: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(1_000).default(100),
    }),
    response: {
      200: z.object({ list: RuntimeList, entries: z.array(ListEntry) }),
      ...PROBLEM_RESPONSES,
      404: Problem,
    },
  },
} as const;

export const addListEntries = {
  method: "POST",
  url: "/api/v1/lists/:name/entries",
  schema: {
    operationId: "addListEntries",
    params: ListParams,
    querystring: AppQuery,
    /** An entry that stands with another expiry takes this one. */
    body: z.object({ entries: Entries, reason: Reason, expiresAt: Instant.nullable().default(null) }),
    response: { 200: ListAnswer, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

export const removeListEntries = {
  method: "POST",
  url: "/api/v1/lists/:name/removals",
  schema: {
    operationId: "removeListEntries",
    params: ListParams,
    querystring: AppQuery,
    body: z.object({ entries: Entries, reason: Reason }),
    response: { 200: ListAnswer, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

/** The newest change first. */
export const getListHistory = {
  method: "GET",
  url: "/api/v1/lists/:name/history",
  schema: {
    operationId: "getListHistory",
    params: ListParams,
    querystring: AppQuery.extend({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
    response: { 200: z.object({ changes: z.array(ListChange) }), ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;

export const IMPACT_CHANGES = ["add", "remove"] as const;

/** What adding or removing these entries would change. Nothing is written. */
export const getListImpact = {
  method: "POST",
  url: "/api/v1/lists/:name/impact",
  schema: {
    operationId: "getListImpact",
    params: ListParams,
    querystring: AppQuery,
    body: z.object({ change: z.enum(IMPACT_CHANGES).default("add"), entries: Entries }),
    response: { 200: ListImpact, ...PROBLEM_RESPONSES, 404: Problem },
  },
} as const;
