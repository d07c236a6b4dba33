import { isSpecialAddress } from "../../runtime/enrichment/special-ranges.ts";
import { factsFrom, type FactsProvider } from "../../runtime/enrichment/facts.ts";
import type { DeviceFactColumns, EmailFactColumns, IpFactColumns, PhoneFactColumns } from "../../runtime/db/schema.ts";
import { COUNTRIES, DEVICE_TYPES, PHONE_TYPES, type DeviceType } from "../../dsl/types/enumerations.ts";
import { aiBot } from "../../runtime/enrichment/ai-bots.ts";
import { z } from "zod";
import type { DataSet, ParsedUserAgent } from "./data-set.ts";

const SOURCE = "parity data";

const IpAnswer = z.object({
  country: z.string().nullish(),
  asn: z.int().nullish(),
  name: z.string().nullish(),
  cidr: z.string().nullish(),
  tor: z.boolean().nullish(),
  vpn: z.boolean().nullish(),
  relay: z.boolean().nullish(),
  starlink: z.boolean().nullish(),
  hosting: z.boolean().nullish(),
  blocklist: z.boolean().nullish(),
  domains_count: z.array(z.string()).nullish(),
  error: z.string().optional(),
});
const EmailAnswer = z.object({
  blockemails: z.boolean().nullish(),
  data_breach: z.boolean().nullish(),
  earliest_breach: z.string().nullish(),
  error: z.string().optional(),
});
const DomainAnswer = z.object({
  blockdomains: z.boolean().nullish(),
  disposable_domains: z.boolean().nullish(),
  free_email_provider: z.boolean().nullish(),
  creation_date: z.string().nullish(),
  disabled: z.boolean().nullish(),
  mx_record: z.boolean().nullish(),
  tranco_rank: z.int().nullish(),
});
const PhoneAnswer = z.object({
  invalid: z.boolean().nullish(),
  iso_country_code: z.string().nullish(),
  type: z.string().nullish(),
});

/** The look-ups that the reference system was given, and nothing else: what it did not know stays unknown. */
export function referenceFacts({ enrichment, userAgents }: DataSet): FactsProvider {
  const parsed = new Map(userAgents.map((agent) => [agent.ua, deviceFacts(agent)]));
  return {
    ip: (address) => factsFrom(ipFacts(address, enrichment.ip[address]), SOURCE, "not_found"),
    email: (address) => {
      const domain = address.slice(address.lastIndexOf("@") + 1);
      return factsFrom(emailFacts(enrichment.email[address], enrichment.domain[domain]), SOURCE, "not_found");
    },
    phone: (number) => factsFrom(phoneFacts(enrichment.phone[number]), SOURCE, "not_found"),
    device: (userAgent) => factsFrom(parsed.get(userAgent) ?? UNKNOWN_DEVICE, SOURCE, "not_found"),
  };
}

function ipFacts(address: string, found: unknown): IpFactColumns {
  const answer = IpAnswer.parse(found ?? {});
  const lan = isSpecialAddress(address) || answer.error === "IP is bogon";
  return {
    country: country(answer.country),
    asn: answer.asn ?? null,
    organisation: answer.name ?? null,
    subnet: answer.cidr ?? null,
    tor: answer.tor ?? null,
    vpn: answer.vpn ?? null,
    relay: answer.relay ?? null,
    starlink: answer.starlink ?? null,
    data_center: answer.hosting ?? null,
    spam_listed: answer.blocklist ?? null,
    domain_count: answer.domains_count?.length ?? null,
    lan,
    checked: lan || (found !== undefined && (answer.error ?? "Validation failed") === "Validation failed"),
  };
}

function emailFacts(foundEmail: unknown, foundDomain: unknown): EmailFactColumns {
  const email = EmailAnswer.parse(foundEmail ?? {});
  const domain = DomainAnswer.parse(foundDomain ?? {});
  return {
    free: domain.free_email_provider ?? null,
    disposable: domain.disposable_domains ?? null,
    educational: null,
    government: null,
    alias: null,
    mx: domain.mx_record ?? null,
    website_up: opposite(domain.disabled),
    domain_created: date(domain.creation_date),
    rank: domain.tranco_rank ?? null,
    breached: email.data_breach ?? null,
    first_breach: date(email.earliest_breach),
    spam_listed: email.blockemails ?? null,
    domain_spam_listed: domain.blockdomains ?? null,
    checked: foundEmail !== undefined && email.error === undefined,
  };
}

function phoneFacts(found: unknown): PhoneFactColumns {
  const answer = PhoneAnswer.parse(found ?? {});
  return {
    valid: opposite(answer.invalid),
    country: country(answer.iso_country_code),
    type: PHONE_TYPES.find((type) => type === answer.type) ?? null,
  };
}

const UNKNOWN_DEVICE: DeviceFactColumns = {
  type: null,
  browser: null,
  browser_version: null,
  browser_major: null,
  os: null,
  bot: false,
  bot_name: null,
  ai_bot: false,
  program_class: null,
  browser_released: null,
  reduced: null,
};

/** The reference system gives a bot's name where others have their operating system. */
function deviceFacts({ ua, device, browser_name, browser_version, os_name }: ParsedUserAgent): DeviceFactColumns {
  if (device === "bot")
    return { ...UNKNOWN_DEVICE, type: "bot", bot: true, bot_name: os_name, ai_bot: aiBot(ua ?? "") !== null };
  const major = browser_version?.split(".")[0] ?? "";
  return {
    ...UNKNOWN_DEVICE,
    type: deviceType(device),
    browser: browser_name,
    browser_version,
    browser_major: /^\d+$/.test(major) ? Number(major) : null,
    os: os_name,
  };
}

function deviceType(text: string | null): DeviceType | null {
  const word = text?.replaceAll(" ", "_");
  return DEVICE_TYPES.find((type) => type === word) ?? null;
}

/** `UK` is written GB here; `EU`, `AP` and `N/A` are no countries. */
function country(code: string | null | undefined): string | null {
  return COUNTRIES.find((known) => known === (code === "UK" ? "GB" : code)) ?? null;
}

function opposite(value: boolean | null | undefined): boolean | null {
  return value === null || value === undefined ? null : !value;
}

function date(text: string | null | undefined): Date | null {
  return text ? new Date(`${text}T00:00:00.000Z`) : null;
}
