import { disposableEmailBlocklistSet } from "disposable-email-domains-js";
import emailProviders from "email-providers/all.json" with { type: "json" };
import { parse } from "tldts";

// The list does not know these; `example.com` is documentation, no provider.
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

/** Services that pass mail on to a mailbox they hide. People use them for their privacy, and for years: they are not disposable. */
const ALIAS_DOMAINS: ReadonlySet<string> = new Set([
  "duck.com",
  "privaterelay.appleid.com",
  "mozmail.com",
  "simplelogin.com",
  "simplelogin.co",
  "simplelogin.fr",
  "aleeas.com",
  "slmail.me",
  "8alias.com",
  "8shield.net",
  "dralias.com",
  "passmail.net",
  "passmail.com",
  "passinbox.com",
  "passfwd.com",
  "addy.io",
  "anonaddy.com",
  "anonaddy.me",
  "33mail.com",
  "erine.email",
]);

// The package makes a new set for every question: one is kept.
const DISPOSABLE: ReadonlySet<string> = disposableEmailBlocklistSet();

const EDUCATIONAL_LABELS: ReadonlySet<string> = new Set(["edu", "ac", "sch"]);
const GOVERNMENT_LABELS: ReadonlySet<string> = new Set(["gov", "gob", "gouv", "govt", "go", "gv", "gc", "gub", "mil"]);
/** Governments and armies under a domain that does not say so. */
const GOVERNMENT_DOMAINS: ReadonlySet<string> = new Set([
  "admin.ch",
  "bund.de",
  "bundesregierung.de",
  "bundestag.de",
  "bundeswehr.org",
  "canada.ca",
  "europa.eu",
  "mod.uk",
  "nato.int",
  "un.org",
]);

/** A disposable-mail provider. The list is kept current by its maintainers: what it does not name counts as none. */
export function isDisposableDomain(domain: string): boolean {
  return !isAliasDomain(domain) && isIn(DISPOSABLE, domain);
}

/** A service that passes mail on. Its mailboxes are named below it, too: `anna.anonaddy.com`. */
export function isAliasDomain(domain: string): boolean {
  return isIn(ALIAS_DOMAINS, domain);
}

/** A provider where anybody gets a mailbox. The provider list holds disposable ones too: those are not meant here. */
export function isFreeProvider(domain: string): boolean {
  return PROVIDERS.has(domain) && !isDisposableDomain(domain);
}

/** True for `edu`, `ac.cc`, `edu.cc`, `sch.cc`; null otherwise, for many universities have a plain country domain. */
export function isEducational(domain: string): true | null {
  return suffixHas(domain, EDUCATIONAL_LABELS) ? true : null;
}

/** True for `gov`, `mil`, `gov.cc`, `gouv.cc` and their like; null otherwise, for some governments have a plain domain. */
export function isGovernment(domain: string): true | null {
  return suffixHas(domain, GOVERNMENT_LABELS) || isIn(GOVERNMENT_DOMAINS, domain) ? true : null;
}

function isIn(domains: ReadonlySet<string>, domain: string): boolean {
  const registered = parse(domain).domain;
  return domains.has(domain) || (registered !== null && domains.has(registered));
}

/** Only the public suffix counts: `go.com` and `ac.com` are companies. */
function suffixHas(domain: string, labels: ReadonlySet<string>): boolean {
  const suffix = parse(domain).publicSuffix ?? "";
  return suffix.split(".").some((label) => labels.has(label));
}
