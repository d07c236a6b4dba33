import type { DeviceFacts, EmailFacts, FactsProvider, IpFacts, PhoneFacts } from "./facts.ts";
import { withFactsFile, type FactsFile } from "./facts-file.ts";
import { LRUCache } from "../cache/lru-cache.ts";
import { createOfflineFacts } from "./offline-facts.ts";

export interface FactsOptions {
  /** Later files win over earlier ones. */
  readonly files?: readonly FactsFile[];
}

/** Values of each kind whose facts are remembered: parsing a user agent or a number again for each event would cost more than all else. */
const REMEMBERED = 20_000;

/** What is known offline, with files on top. */
export function createFacts({ files = [] }: FactsOptions = {}): FactsProvider {
  return remembering(files.reduce(withFactsFile, createOfflineFacts()));
}

function remembering({ ip, email, phone, device }: FactsProvider): FactsProvider {
  const ips = new LRUCache<string, IpFacts>(REMEMBERED);
  const emails = new LRUCache<string, EmailFacts>(REMEMBERED);
  const phones = new LRUCache<string, PhoneFacts>(REMEMBERED);
  const devices = new LRUCache<string | null, DeviceFacts>(REMEMBERED);
  return {
    ip: (address) => ips.get(address, () => ip(address)),
    email: (address) => emails.get(address, () => email(address)),
    phone: (number) => phones.get(number, () => phone(number)),
    device: (userAgent) => devices.get(userAgent, () => device(userAgent)),
  };
}
