import { disposableEmailBlocklistSet } from "disposable-email-domains-js";
import emailProviders from "email-providers/all.json" with { type: "json" };
import { parse } from "tldts";

// Neither list knows these; `example.com` is documentation, no provider.
const MORE_PROVIDERS = [
  "tuta.com",
  "tutanota.com",
  "disroot.org",
  "riseup.net",
  "fastmail.com",
  "posteo.de",
  "hey.com",
  "mailbox.org",
  "duck.com",
];
const PROVIDERS: ReadonlySet<string> = new Set([
  ...emailProviders.filter((domain) => domain !== "example.com"),
  ...MORE_PROVIDERS,
]);

// The package makes a new set for every question: one is kept.
const DISPOSABLE: ReadonlySet<string> = disposableEmailBlocklistSet();

const EDUCATIONAL_LABELS: ReadonlySet<string> = new Set(["edu", "ac", "sch"]);

/** A disposable-mail provider. The list is kept current by its maintainers: what it does not name counts as none. */
export function isDisposableDomain(domain: string): boolean {
  const registered = parse(domain).domain;
  return DISPOSABLE.has(domain) || (registered !== null && DISPOSABLE.has(registered));
}

/** A provider where anybody gets a mailbox. The provider lists hold disposable ones too: those are not meant here. */
export function isFreeProvider(domain: string): boolean {
  return PROVIDERS.has(domain) && !isDisposableDomain(domain);
}

/** True for `edu`, `ac.cc`, `edu.cc`, `sch.cc`; null otherwise, for many universities have a plain country domain. */
export function isEducational(domain: string): true | null {
  const suffix = parse(domain).publicSuffix ?? "";
  return suffix.split(".").some((label) => EDUCATIONAL_LABELS.has(label)) ? true : null;
}
