import { fileURLToPath } from "node:url";
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { createOfflineFacts } from "../runtime/enrichment/offline-facts.ts";
import { openBundled } from "../runtime/enrichment/bundled/open-bundled.ts";
import { withBundled } from "../runtime/enrichment/bundled/with-bundled.ts";
import { createFacts } from "../runtime/index.ts";
import { short, table, whole } from "./table.ts";

const DATA = fileURLToPath(new URL("../data", import.meta.url));
const ADDRESSES = 100_000;
/** In a process of its own, so that nothing else is counted; twice collected, because the tables are decompressed on the way. */
const OPEN = `
  import { openBundled } from "./runtime/enrichment/bundled/open-bundled.ts";
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const bundled = await openBundled(process.argv.at(-1));
  const ms = performance.now() - started;
  globalThis.gc?.();
  globalThis.gc?.();
  const rss = process.memoryUsage().rss - before;
  console.log(JSON.stringify({ ms, rss, known: bundled.placeOf("8.8.8.8").country }));
`;

/** What the tables of addresses cost: at start-up, in memory, and a look-up through the whole chain, new and remembered. */
export async function benchEnrichment(): Promise<string> {
  const opened = openedAlone();
  const bundled = await openBundled(DATA);
  const chain = withBundled(createOfflineFacts(), bundled, Date.now);
  const remembering = createFacts({ bundled });
  const rows = (["IPv4", "IPv6"] as const).map((family) => {
    const addresses = randomAddresses(family);
    const few = addresses.slice(0, 10_000);
    rateOf(few, (address) => remembering.ip(address));
    return [
      family,
      whole(rateOf(addresses, (address) => bundled.placeOf(address))),
      whole(rateOf(addresses, (address) => chain.ip(address))),
      whole(rateOf(few, (address) => remembering.ip(address))),
    ];
  });
  return [
    `### Enrichment: ${whole(ADDRESSES)} random addresses of each family, one after the other`,
    "",
    table(["family", "country and network/s", "all facts/s", "remembered/s"], rows),
    "",
    `Tables opened in ${whole(opened.ms)} ms, memory added ${short(opened.rss / 2 ** 20)} MB (a process of its own, after collection).`,
  ].join("\n");
}

function openedAlone(): { readonly ms: number; readonly rss: number } {
  const node = ["--expose-gc", "--import", "tsx", "--input-type=module", "--eval", OPEN, DATA];
  const { stdout, stderr } = spawnSync(process.execPath, node, {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as { readonly ms: number; readonly rss: number }; // printed by OPEN
}

function randomAddresses(family: "IPv4" | "IPv6"): readonly string[] {
  const group = fc.integer({ min: 0, max: 0xffff });
  const v6 = fc
    .tuple(fc.integer({ min: 0x2400, max: 0x2aff }), fc.array(group, { minLength: 7, maxLength: 7 }))
    .map(([first, rest]) => [first, ...rest].map((each) => each.toString(16)).join(":"));
  return fc.sample(family === "IPv4" ? fc.ipV4() : v6, { numRuns: ADDRESSES, seed: 1 });
}

function rateOf(addresses: readonly string[], look: (address: string) => unknown): number {
  const started = process.cpuUsage();
  for (const address of addresses) look(address);
  const { user, system } = process.cpuUsage(started);
  return (addresses.length * 1e6) / (user + system);
}
