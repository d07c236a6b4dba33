import { expect, it } from "vitest";
import { checkPack } from "../../dsl/checks/check-pack.ts";
import { compileSql } from "../sql/compile-sql.ts";
import { emitTypeScript } from "../typescript/emit-typescript.ts";
import { describedRelations } from "../verify/described-relations.ts";
import { lower } from "./lower.ts";

/** How often each target looks whether a number of this value left the safe integers. */
function guards(value: string) {
  const text = `attribute value : int? = ${value}\n`;
  const { pack, diagnostics } = checkPack({ files: [{ path: "a.tocsin", text }], listFiles: new Map() });
  if (pack === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const plan = lower(pack);
  const { query } = compileSql(plan, { asOf: 0, relations: describedRelations([]), attributes: ["value"] });
  return {
    sql: query.sql.match(/nullif\(nullif\(least/g)?.length ?? 0,
    typescript: emitTypeScript(plan, { attributes: ["value"] }).match(/\bsafe\(|\bsumOf\(/g)?.length ?? 0,
  };
}

const NONE = { sql: 0, typescript: 0 };
const ONE = { sql: 1, typescript: 1 };

it.each([
  ["sums and differences of fields", "user.event_count + user.ip_count - 1"],
  ["a product of counts", "count(events) * count(ips)"],
  ["a product of counts of few rows with a large factor", "count(events last 25) * 300000000000000"],
  ["a default", "(max(.asn of ips) ?? 0) * 1000"],
  ["the smaller of two, one of which is small", "least(count(events), 9) * 900000000000000"],
  ["the larger of two counts", "greatest(count(events), count(ips)) * 9000000000000"],
  ["a value without its sign", "abs(user.event_count) * 2000000"],
  ["a remainder", "(user.event_count mod 7) * 1500000000000000"],
  ["a quotient", "(user.event_count div 4294967296) * 9007199254740991"],
  ["a sum of counters over all rows", "sum(.event_count of ips)"],
  ["days", "days_since(user.created) * 1000"],
])("needs no guard for %s", (_what, value) => expect(guards(value)).toEqual(NONE));

it.each([
  ["a product of two fields", "user.event_count * user.ip_count"],
  ["a factor that is one too large", "count(events last 25) * 400000000000000"],
])("keeps the guard of %s", (_what, value) => expect(guards(value)).toEqual(ONE));
