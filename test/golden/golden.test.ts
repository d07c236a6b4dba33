import { format } from "prettier";
import { expect, it } from "vitest";
import { compileSql, describedRelations, emitTypeScript, lower, type Plan } from "../../compiler/index.ts";
import { checkPack } from "../../dsl/checks/check-pack.ts";

/** What some rules compile to, whole: rewritten by `vitest run test/golden -u` and read as a diff. */
const GOLDEN = {
  "new-device-and-country": `
rule X03 "New device and new country" {
  when {
    count(devices) > 1
    count(distinct .country of ips) > 1
    any event as e last 25 {
      .device.last_seen - .device.first_seen < 3h
      count(ips where .country == e.ip.country) == 1
    }
  }
}`,
  "failed-logins": `
attribute failed_logins : int "Most failed logins among any eight of the last 25 events"
  = peak(8 rows of events last 25 where .type == account_login_fail)
rule X04 "Many failed logins on a young account" {
  when {
    failed_logins > 3
    days_since(user.created) < 7
  }
  except { user.name in ["qa-1", "qa-2"] }
}`,
  "text-and-networks": `
list office : list<cidr> = [10.0.0.0/8, 2001:db8::/32]
list probes : list<string> = ["/.env", "/wp-admin"]
rule X05 "Probe from outside" {
  when any event within 1d {
    .ip.address not in office
    .path contains any of probes ignoring case
  }
}`,
  "runtime-lists": `
list flagged_asns : list<int> = runtime
list flagged_networks : list<cidr> = runtime
list phrases : list<string> = runtime
rule X06 "Network on a list of ours" {
  when any event within 7d {
    any {
      .ip.asn in flagged_asns
      .ip.address in flagged_networks
    }
    .path contains any of phrases ignoring case
  }
}`,
  patterns: `
rule X06 "Scanner, by what it asks for" {
  when any event last 25 {
    .path matches /^\\/(admin|wp-login)(\\/|\\.php$)/ ignoring case
    not .path matches /[.](css|js)$/
  }
}`,
} as const;

/** What operators put on the lists; emitted TypeScript gets them by `useLists`. */
const ENTRIES = new Map<string, readonly (string | number)[]>([
  ["flagged_asns", [64500, 64501]],
  ["flagged_networks", ["192.0.2.0/24"]],
  ["phrases", ["/Internal"]],
]);

it.each(Object.entries(GOLDEN))("compiles %s to the SQL of the golden file", async (name, text) => {
  const asOf = Date.UTC(2026, 2, 1, 12);
  const { query } = compileSql(planOf(text), { asOf, relations: describedRelations([]), lists: ENTRIES });
  const lines = query.sql.replace(/ (FROM|LEFT JOIN|CROSS JOIN|GROUP BY|ORDER BY r\.clock) /g, "\n$1 ");
  const parameters = query.parameters.map((value, i) => `-- $${i + 1} = ${JSON.stringify(value)}`);
  await expect([lines, ...parameters, ""].join("\n")).toMatchFileSnapshot(`${name}.sql`);
});

it.each(Object.entries(GOLDEN))("emits %s as the TypeScript of the golden file", async (name, text) => {
  const plan = planOf(text);
  const attributes = plan.attributes.map((attribute) => attribute.name);
  const emitted = emitTypeScript(plan, { attributes, runtime: "../../compiler/evaluate.ts" });
  // The golden modules are type-checked, linted and formatted like all other code.
  await expect(await format(emitted, { parser: "typescript", printWidth: 120 })).toMatchFileSnapshot(`${name}.ts`);
});

function planOf(text: string): Plan {
  const id = /rule (X\d+)/.exec(text)?.[1] ?? "X01";
  const { pack, diagnostics } = checkPack({ files: [{ path: `rules/${id}_golden.tocsin`, text }], listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics));
  return lower(pack);
}
