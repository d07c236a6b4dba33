import { z } from "zod";
import { COUNTRIES, DEVICE_TYPES, PHONE_TYPES } from "../../dsl/types/enumerations.ts";
import type { EmailFactColumns, IpFactColumns, PhoneFactColumns } from "../db/schema.ts";
import { overlay, type Facts, type FactsProvider, type Provenance } from "./facts.ts";

const flag = z.boolean().nullable().optional();
const count = z.int().min(0).nullable().optional();
const text = z.string().max(2048).nullable().optional();
const country = z.enum(COUNTRIES).nullable().optional();
const day = z.iso
  .date()
  .transform((date) => new Date(date))
  .nullable()
  .optional();

const ipSchema = z.strictObject({
  country,
  asn: z.int().min(0).max(4_294_967_295).nullable().optional(),
  organisation: text,
  subnet: z.union([z.cidrv4(), z.cidrv6()]).nullable().optional(),
  tor: flag,
  vpn: flag,
  relay: flag,
  starlink: flag,
  data_center: flag,
  spam_listed: flag,
  domain_count: count,
  checked: z.boolean().default(true),
});

const domainSchema = z.strictObject({
  free: flag,
  disposable: flag,
  educational: flag,
  government: flag,
  alias: flag,
  mx: flag,
  website_up: flag,
  domain_created: day,
  rank: z.int().min(1).nullable().optional(),
  domain_spam_listed: flag,
});

const emailSchema = z.strictObject({
  breached: flag,
  first_breach: day,
  spam_listed: flag,
  checked: z.boolean().default(true),
});

const phoneSchema = z.strictObject({ valid: flag, country, type: z.enum(PHONE_TYPES).nullable().optional() });

/** Exhaustive: what is not said of a user agent is missing, the parser is not asked. */
const deviceSchema = z.strictObject({
  type: z.enum(DEVICE_TYPES).nullable().default(null),
  browser: z.string().nullable().default(null),
  browser_version: z.string().nullable().default(null),
  browser_major: z.int().nullable().default(null),
  os: z.string().nullable().default(null),
  bot: z.boolean().default(false),
  bot_name: z.string().nullable().default(null),
  ai_bot: z.boolean().default(false),
  program_class: z.string().nullable().default(null),
  browser_released: day.transform((date) => date ?? null),
  reduced: z.boolean().nullable().default(null),
});

/** Facts that somebody looked up, by value: canonical addresses, lower-case e-mails and domains, numbers and user agents as sent. */
export const factsFileSchema = z.strictObject({
  source: z.string().min(1),
  /** The day of the data. */
  asOf: z.iso.date().nullable().default(null),
  ips: z.record(z.string(), ipSchema).default({}),
  domains: z.record(z.string(), domainSchema).default({}),
  emails: z.record(z.string(), emailSchema).default({}),
  phones: z.record(z.string(), phoneSchema).default({}),
  userAgents: z.record(z.string(), deviceSchema).default({}),
});
export type FactsFile = z.infer<typeof factsFileSchema>;
export type FactsFileInput = z.input<typeof factsFileSchema>;

/** The facts of `base` with those of a file laid over them, value by value. */
export function withFactsFile(base: FactsProvider, file: FactsFile): FactsProvider {
  const ips = new Map(Object.entries(file.ips));
  const domains = new Map(Object.entries(file.domains));
  const emails = new Map(Object.entries(file.emails));
  const phones = new Map(Object.entries(file.phones));
  const devices = new Map(Object.entries(file.userAgents));
  const lay = <C extends object>(facts: Facts<C>, ...found: readonly (object | undefined)[]): Facts<C> =>
    found.reduce<Facts<C>>(
      (below, values) => (values === undefined ? below : overlay(below, provided<C>(values, file))),
      facts,
    );
  return {
    ip: (address) => lay<IpFactColumns>(base.ip(address), ips.get(address)),
    email: (address) => {
      const domain = address.slice(address.lastIndexOf("@") + 1);
      return lay<EmailFactColumns>(base.email(address), domains.get(domain), emails.get(address));
    },
    phone: (number) => lay<PhoneFactColumns>(base.phone(number), phones.get(number)),
    device: (userAgent) => {
      const values = userAgent === null ? undefined : devices.get(userAgent);
      return values === undefined ? base.device(userAgent) : { values, known: [provenance(values, file)], unknown: [] };
    },
  };
}

function provided<C extends object>(values: object, file: FactsFile): Facts<Partial<C>> {
  return { values: values as Partial<C>, known: [provenance(values, file)], unknown: [] }; // the schema of the file holds columns of C
}

function provenance(values: object, { source, asOf }: FactsFile): Provenance {
  const fields = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [name],
  );
  return { source, asOf, fields };
}
