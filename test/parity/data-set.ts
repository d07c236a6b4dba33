import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Fields as a tracker sends them: text only. */
const SensorFields = z.record(z.string(), z.string());
export type SensorFields = z.infer<typeof SensorFields>;

const ReplayStep = z.discriminatedUnion("type", [
  z.object({ type: z.literal("event"), body: SensorFields }),
  z.object({ type: z.literal("action"), action: z.enum(["fraud", "legit"]), userName: z.string() }),
]);
/** One request to the sensor, or one decision of an operator, in the order in which they happened. */
export type ReplayStep = z.infer<typeof ReplayStep>;

const Totals = z.object({
  visit: z.int(),
  ip: z.int(),
  device: z.int(),
  country: z.int(),
  shared_ip: z.int(),
  shared_phone: z.int(),
});
export type Totals = z.infer<typeof Totals>;

const ExpectedUser = z.object({
  userName: z.string(),
  fired: z.array(z.string()),
  /** The trust score under each preset. */
  scores: z.record(z.string(), z.int()),
  totals: Totals,
  sessions: z.array(z.object({ created: z.string(), lastseen: z.string(), total_visit: z.int() })),
  ips: z.array(
    z.object({ ip: z.string(), country: z.int(), asn: z.int().nullable(), checked: z.boolean(), shared: z.int() }),
  ),
  /** The values of its attributes, by their names. */
  context: z.looseObject({
    le_email: z.string().nullish(),
    ee_email: z.array(z.string()).nullish(),
    lp_invalid: z.boolean().nullish(),
  }),
});
/** What the reference system concluded about a user. */
export type ExpectedUser = z.infer<typeof ExpectedUser>;

const unknownFacts = z.record(z.string(), z.record(z.string(), z.unknown()));
const Enrichment = z.object({ ip: unknownFacts, email: unknownFacts, phone: unknownFacts, domain: unknownFacts });
/** The answers of the look-ups, by value. An object with `error` is a look-up that failed. */
export type Enrichment = z.infer<typeof Enrichment>;

const ParsedUserAgent = z.object({
  /** Null: none was sent. */
  ua: z.string().nullable(),
  device: z.string().nullable(),
  browser_name: z.string().nullable(),
  browser_version: z.string().nullable(),
  os_name: z.string().nullable(),
});
export type ParsedUserAgent = z.infer<typeof ParsedUserAgent>;

const Countries = z.array(z.object({ id: z.int(), iso: z.string() }));

const Manifest = z.object({ evaluated_at: z.object({ end: z.string() }) });

export interface DataSet {
  readonly steps: readonly ReplayStep[];
  readonly expected: readonly ExpectedUser[];
  readonly enrichment: Enrichment;
  readonly userAgents: readonly ParsedUserAgent[];
  /** The codes of the countries by the numbers that stand for them. */
  readonly countries: ReadonlyMap<number, string>;
  /** The moment of judgement, in milliseconds since the epoch. */
  readonly asOf: number;
}

/** Reads the data that `npm run parity` compares with. Its README says what each file holds. */
export async function readDataSet(folder: string): Promise<DataSet> {
  const text = (name: string) => readFile(join(folder, name), "utf8");
  const manifest = Manifest.parse(JSON.parse(await text("manifest.json")));
  return {
    steps: lines(await text("events.ndjson"), ReplayStep),
    expected: lines(await text("expected.ndjson"), ExpectedUser),
    enrichment: Enrichment.parse(JSON.parse(await text("enrichment.json"))),
    userAgents: lines(await text("ua-parsed.ndjson"), ParsedUserAgent),
    countries: new Map(Countries.parse(JSON.parse(await text("countries.json"))).map(({ id, iso }) => [id, iso])),
    asOf: Date.parse(manifest.evaluated_at.end),
  };
}

function lines<T>(text: string, schema: z.ZodType<T>): readonly T[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => schema.parse(JSON.parse(line)));
}
