import { z } from "zod";
import { AppQuery, Instant } from "./common.ts";
import { PROBLEM_RESPONSES } from "./problem.ts";

/** What leaves the machine for a source that is asked over the network, and how that went since the server started. */
export const NetworkSource = z.object({
  sends: z.string(),
  to: z.string(),
  asked: z.int().min(0),
  answered: z.int().min(0),
  /** Questions without an answer. */
  unknown: z.int().min(0),
  /** Answers that were remembered, so that nobody was asked. */
  remembered: z.int().min(0),
  /** Users who wait. */
  waiting: z.int().min(0),
  lastAnswerAt: Instant.nullable(),
  /** Why nobody is asked at the moment. */
  held: z.enum(["paused", "refused"]).nullable(),
});
export type NetworkSource = z.infer<typeof NetworkSource>;

/** Where facts come from. A fact is a column: `tor`, `disposable`, `browser` … */
export const DataSource = z.object({
  id: z.string(),
  title: z.string(),
  /** It comes with Tocsin, was brought by an operator, is a package with its data inside, or is asked over the network. */
  kind: z.enum(["bundled", "brought", "library", "network"]),
  facts: z.array(z.string()),
  /** Null where nobody has said. */
  licence: z.string().nullable(),
  /** What its terms want to be shown. */
  attribution: z.object({ text: z.string(), url: z.string() }).nullable(),
  version: z.string().nullable(),
  /** When the data was made; null, with the age, where that is not known. */
  date: Instant.nullable(),
  ageDays: z.int().nullable(),
  /** In bytes. */
  size: z.int().min(0).nullable(),
  entries: z.int().min(0).nullable(),
  sha256: z.string().nullable(),
  /** `stale`: some of its facts are too old to be denied. */
  status: z.enum(["ready", "stale", "absent", "disabled"]),
  /** After how many days a miss says nothing, by fact. */
  maxAgeDays: z.record(z.string(), z.number()),
  stale: z.array(z.string()),
  /** Null of all others. */
  network: NetworkSource.nullable(),
});
export type DataSource = z.infer<typeof DataSource>;

/** For how many of the app's stored values each fact is known. */
export const FactCoverage = z.object({
  of: z.enum(["ips", "emails"]),
  /** Values that were looked at; an e-mail address once a user. */
  counted: z.int().min(0),
  /** Many are stored: the shares are those of a sample. */
  sampled: z.boolean(),
  /** From 0 to 1, in the order of the columns. */
  facts: z.array(z.object({ fact: z.string(), known: z.number().min(0).max(1) })),
});
export type FactCoverage = z.infer<typeof FactCoverage>;

/** How far what was seen before has been asked about again since the sources changed. */
export const ReEnrichment = z.object({
  of: z.enum(["ips", "emails"]),
  startedAt: Instant,
  /** Null while it goes on. */
  finishedAt: Instant.nullable(),
  total: z.int().min(0),
  done: z.int().min(0),
  /** Rows of users that were written. */
  changed: z.int().min(0),
});
export type ReEnrichment = z.infer<typeof ReEnrichment>;

export const DataSources = z.object({
  sources: z.array(DataSource),
  /** At most a minute old. */
  coverage: z.array(FactCoverage),
  reEnrichment: z.array(ReEnrichment),
});
export type DataSources = z.infer<typeof DataSources>;

/** What answers, how old it is, and how much is known by it. Sources are the server's; coverage is the app's. */
export const getDataSources = {
  method: "GET",
  url: "/api/v1/data-sources",
  schema: {
    operationId: "getDataSources",
    querystring: AppQuery,
    response: { 200: DataSources, ...PROBLEM_RESPONSES },
  },
} as const;
