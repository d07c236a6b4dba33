import { formatCount } from "./format.ts";

export const plural = new Intl.PluralRules("en");

/** "1 user", "1,000 users". */
export const counted = (n: number, one: string, other: string) =>
  `${formatCount(n)} ${plural.select(n) === "one" ? one : other}`;

export const users = (n: number) => counted(n, "user", "users");
