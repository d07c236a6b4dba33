import type { AttributeValue } from "../../compiler/index.ts";
import type { Scalar } from "../../dsl/binder/bound.ts";
import { COUNTRIES, ENUMERATIONS } from "../../dsl/types/enumerations.ts";
import type { ReferenceName } from "../../scripts/docs/reference-names.ts";

/** The values of the reference system for one user, by their names. */
export type Context = Readonly<Record<string, unknown>>;

/** The account's number in that system's database: there is none here. */
const NOT_COMPARED = "ea_id";

/** Names that live inside one rule there are in no context. */
export function isComparable({ name }: ReferenceName, context: Context): boolean {
  return name in context && name !== NOT_COMPARED;
}

/**
 * What a context says, in the terms of the language: moments in milliseconds, countries by their codes, devices by their user
 * agents, lists as sorted sets of what is known; null is missing.
 */
export function contextValue(
  { name, type }: ReferenceName,
  context: Context,
  countries: ReadonlyMap<number, string>,
): AttributeValue {
  const raw = context[name];
  switch (name) {
    case "eip_ip_id":
      return setOf(keysOf(raw));
    case "eip_cidr_count":
      return keysOf(raw).filter((cidr) => cidr !== "").length;
    case "eip_country_count":
      return keysOf(raw).filter((id) => countryOf(countries.get(Number(id))) !== null).length;
    case "event_device":
    case "eup_device_id":
      return setOf(listOf(raw).map((id) => listOf(context["eup_ua"])[listOf(context["eup_device_id"]).indexOf(id)]));
    default: {
      const [, element, single] = /^(?:list<(\w+)>|(\w+))/.exec(type) ?? [];
      const read = (value: unknown) => (value === null ? null : readAs(element ?? single ?? "", value, countries));
      return element === undefined ? scalarOf(read(raw)) : setOf(listOf(raw).map(read));
    }
  }
}

function readAs(type: string, value: unknown, countries: ReadonlyMap<number, string>): unknown {
  switch (type) {
    case "time":
      return momentOf(String(value));
    case "country":
      return countryOf(countries.get(Number(value)));
    case "event_type":
      return ENUMERATIONS.event_type[Number(value) - 1];
    case "http_method":
      return ENUMERATIONS.http_method[Number(value) - 1];
    case "device_type":
      return String(value).replaceAll(" ", "_");
    default:
      return value;
  }
}

/** `2026-09-12` or `2026-09-12 00:00:00.001`, in UTC without saying so. */
function momentOf(text: string): number {
  return Date.parse(text.length === "2026-09-12".length ? text : `${text.replace(" ", "T")}Z`);
}

/** `UK` is written GB here; `EU`, `AP` and `N/A` are no countries. */
function countryOf(code: string | undefined): string | null {
  return COUNTRIES.find((known) => known === (code === "UK" ? "GB" : code)) ?? null;
}

/** PHP writes an empty map as an empty list. */
function keysOf(raw: unknown): readonly string[] {
  return typeof raw === "object" && raw !== null ? Object.keys(raw) : [];
}

function listOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : [];
}

function scalarOf(value: unknown): Scalar | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** In a fixed order; an empty text is what nobody sent. */
function setOf(values: readonly unknown[]): readonly Scalar[] {
  const known = values.flatMap((value) => scalarOf(value) ?? []).filter((value) => value !== "");
  return [...new Set(known)].toSorted();
}
