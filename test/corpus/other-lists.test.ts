import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { createNeedleTest, type NeedlePlace } from "../../compiler/typescript/needle-test.ts";
import { openBundled } from "../../runtime/enrichment/bundled/open-bundled.ts";
import { parseUserAgent } from "../../runtime/enrichment/user-agent.ts";
import { loadPack } from "../../runtime/packs/load-pack.ts";
import { readCorpus } from "./judge-corpus.ts";

const bundled = await openBundled(new URL("../../data", import.meta.url).pathname);
const { pack } = await loadPack({ builtIn: new URL("../..", import.meta.url).pathname });
const page = await readFile(new URL("../../docs/lists.md", import.meta.url), "utf8");
const valuesOf = (name: string) => pack.lists.get(name)?.values ?? [];

/** Lists that accuse nobody by themselves: rules count what they find. */
const PLACES: readonly (readonly [name: string, place: NeedlePlace])[] = [
  ["download_extensions", "ends_with"],
  ["database_files", "ends_with"],
  ["key_files", "ends_with"],
  ["password_reset_paths", "contains"],
  ["payment_paths", "contains"],
  ["voucher_paths", "contains"],
  ["second_factor_paths", "contains"],
  ["promotion_paths", "contains"],
];

it.each(PLACES)("%s is found in as many ordinary addresses as docs/lists.md says", async (name, place) => {
  const paths = (await readCorpus("ordinary-urls.txt")).map((url) => url.replace(/[?#].*/, ""));
  const found = paths.filter(createNeedleTest(place, valuesOf(name).map(String), true));
  expect(page).toContain(`| \`${name}\` | ${found.length} of ${paths.length} addresses |`);
});

it("http_libraries are as many of the ordinary user agents", async () => {
  const agents = await readCorpus("ordinary-user-agents.txt");
  const libraries = new Set(valuesOf("http_libraries"));
  const found = agents.filter((agent) => libraries.has(parseUserAgent(agent).browser ?? ""));
  expect(page).toContain(`| \`http_libraries\` | ${found.length} of ${agents.length} user agents |`);
});

it("networks are as many, and on both lists, as docs/lists.md says", () => {
  const asns = valuesOf("suspicious_asns").map(Number);
  expect(asns.filter((asn) => bundled.isHosting(asn))).toEqual([14987]);
  expect(page).toContain(`${bundled.hosting.asns.length} networks`);
  expect(page).toContain(`${asns.length} networks`);
});
