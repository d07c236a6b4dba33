import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { writeWhole } from "../../enrichment/local-data/write-whole.ts";
import { DAY_MS, HOUR_MS } from "../lookup-provider.ts";
import { askHttp, jsonOf } from "./ask-http.ts";
import { mayLeadTo } from "./web-address.ts";

/** Where IANA says which registry answers for which top-level domain (RFC 9224). */
export const IANA_BOOTSTRAP = "https://data.iana.org/rdap/dns.json";

const documentSchema = z.object({
  services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])),
});
const keptSchema = z.object({ url: z.string(), fetchedAt: z.number(), document: documentSchema });
type Kept = z.infer<typeof keptSchema>;

export interface BootstrapOptions {
  readonly url: URL;
  /** Where the document is kept between starts. */
  readonly file: string;
  readonly now: () => number;
}

/** The registry of a domain: null when none can be asked about it, a failure when that is not known. */
export type FindRegistry = (domain: string, signal: AbortSignal) => Promise<URL | null | BootstrapFailure>;
export type BootstrapFailure = "timeout" | "error";

/** IANA changes it a few times a month. */
const FRESH_MS = DAY_MS;
/** An older one is used while no newer can be had. */
const USABLE_MS = 90 * DAY_MS;
const RETRIED_AFTER_MS = HOUR_MS / 6;
const MOST_BYTES = 2 * 1024 * 1024;

/** Finds registries by the bootstrap document, which is asked for once a day, and kept in memory and in a file. */
export function createFindRegistry({ url, file, now }: BootstrapOptions): FindRegistry {
  let kept: Kept | null | undefined;
  let fetching: Promise<Kept | BootstrapFailure> | undefined;
  let retriedAt = 0;

  const current = async (signal: AbortSignal): Promise<Kept | BootstrapFailure> => {
    kept = kept === undefined ? await readKept(file, url) : kept;
    const age = kept === null ? Infinity : now() - kept.fetchedAt;
    if (kept !== null && (age < FRESH_MS || (age < USABLE_MS && now() < retriedAt))) return kept;
    const fetched = await (fetching ??= fetchDocument(url, now(), signal).finally(() => (fetching = undefined)));
    if (typeof fetched === "string") {
      retriedAt = now() + RETRIED_AFTER_MS;
      return kept !== null && age < USABLE_MS ? kept : fetched;
    }
    if (fetched !== kept) await keep(file, fetched);
    kept = fetched;
    return fetched;
  };

  return async (domain, signal) => {
    const found = await current(signal);
    if (typeof found === "string") return found;
    const tld = domain.slice(domain.lastIndexOf(".") + 1);
    const service = found.document.services.find(([tlds]) => tlds.some((each) => each.toLowerCase() === tld));
    const bases = (service?.[1] ?? []).flatMap((text) => (URL.canParse(text) ? [new URL(text)] : []));
    return bases.find((base) => mayLeadTo(url, base)) ?? null;
  };
}

async function fetchDocument(url: URL, now: number, signal: AbortSignal): Promise<Kept | BootstrapFailure> {
  const answer = await askHttp({ url, mostBytes: MOST_BYTES, signal });
  if (answer.kind === "failure") return answer.reason;
  if (answer.status !== 200) return "error";
  const document = documentSchema.safeParse(jsonOf(answer.text));
  return document.success ? { url: url.href, fetchedAt: now, document: document.data } : "error";
}

/** Null: there is none, or it is another's. */
async function readKept(file: string, url: URL): Promise<Kept | null> {
  const text = await readFile(file, "utf8").catch(() => "");
  const kept = keptSchema.safeParse(jsonOf(text));
  return kept.success && kept.data.url === url.href ? kept.data : null;
}

/** A document that cannot be kept is asked for again after the next start. */
async function keep(file: string, kept: Kept): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeWhole(file, JSON.stringify(kept)).catch(() => undefined);
}
