/** What other languages call the functions of this one. */
export const FOREIGN_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ["len", "length"],
  ["size", "length"],
  ["strlen", "length"],
  ["char_length", "length"],
  ["to_lower", "lower"],
  ["tolower", "lower"],
  ["lcase", "lower"],
  ["lowercase", "lower"],
  ["strip", "trim"],
  ["ago", "days_since"],
  ["datediff", "days_since"],
]);

/** What other languages call the types of this one. */
export const FOREIGN_TYPES: ReadonlyMap<string, string> = new Map([
  ["integer", "int"],
  ["number", "int"],
  ["long", "int"],
  ["bigint", "int"],
  ["text", "string"],
  ["str", "string"],
  ["varchar", "string"],
  ["boolean", "bool"],
  ["datetime", "time"],
  ["timestamp", "time"],
  ["date", "time"],
  ["timespan", "duration"],
  ["interval", "duration"],
  ["inet", "ip"],
  ["network", "cidr"],
]);

/** Codes that people write for a country, and its code. */
export const FOREIGN_MEMBERS: ReadonlyMap<string, string> = new Map([
  ["UK", "GB"],
  ["EL", "GR"],
]);

/** There is no such value: a missing one is asked for, not compared with. */
export function isNull(name: string): boolean {
  return /^(?:null|nil|none|undefined|nan)$/i.test(name);
}
