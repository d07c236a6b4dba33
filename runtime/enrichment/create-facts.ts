import { createCacheBook, type CacheBook, type CacheCounts } from "../cache/cache-book.ts";
import { LRUCache } from "../cache/lru-cache.ts";
import type { Bundled } from "./bundled/open-bundled.ts";
import { withBundled } from "./bundled/with-bundled.ts";
import { withFactsFile, type FactsFile } from "./facts-file.ts";
import type { FactsProvider } from "./facts.ts";
import { createOfflineFacts } from "./offline-facts.ts";
import { withSources, type SourcesNow } from "./with-sources.ts";

export interface FactsOptions {
  /** Later files win over earlier ones, and all of them over the sources. */
  readonly files?: readonly FactsFile[];
  /** The tables that come with Tocsin. */
  readonly bundled?: Bundled;
  /** The lists and databases that an operator brought. */
  readonly sources?: SourcesNow;
  readonly now?: () => number;
  /** Where it is counted how often facts were remembered. */
  readonly caches?: CacheBook;
}

/** Values of each kind whose facts are remembered: parsing a user agent or a number again for each event would cost more than all else. */
const REMEMBERED = 10_000;

/** What is known offline, with the bundled tables, the operator's sources and facts files on top. */
export function createFacts(options: FactsOptions = {}): FactsProvider {
  const { files = [], bundled, sources = NONE, now = Date.now, caches = createCacheBook() } = options;
  const offline = createOfflineFacts();
  const known = bundled === undefined ? offline : withBundled(offline, bundled, now);
  return remembering(files.reduce(withFactsFile, withSources(known, sources, now)), sources, caches);
}

const NO_SOURCES = [] as const;
/** Always the same list: another one would mean that answers may be others. */
const NONE: SourcesNow = { current: () => NO_SOURCES };

function remembering(
  { ip, email, phone, device }: FactsProvider,
  sources: SourcesNow,
  caches: CacheBook,
): FactsProvider {
  const current = () => sources.current();
  return {
    ip: createMemory(ip, caches.of("ip_facts"), current),
    email: createMemory(email, caches.of("email_facts"), current),
    phone: createMemory(phone, caches.of("phone_facts")),
    device: createMemory(device, caches.of("device_facts")),
  };
}

/** Answers are remembered for as long as what they come from is the same. */
function createMemory<K, V extends object>(
  ask: (key: K) => V,
  counts: CacheCounts,
  from: () => unknown = () => null,
): (key: K) => V {
  let source = from();
  let memory = new LRUCache<K, V>(REMEMBERED, counts);
  return (key) => {
    const current = from();
    if (current !== source) {
      source = current;
      memory = new LRUCache<K, V>(REMEMBERED, counts);
    }
    return memory.get(key, () => ask(key));
  };
}
