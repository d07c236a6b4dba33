import { createReadStream, existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { askOfAddress } from "./ask-sources.ts";
import { importSource } from "./import-source.ts";
import { openSources } from "./open-sources.ts";
import type { SourceKind } from "./source-kind.ts";

/** Real files with the entries that another program counted in them, of a day in August 2026; not part of the project, and asked only where they lie beside the checkout. */
const SEED = new URL("../../../../shared/data/enrichment-seed/", import.meta.url);
const NOW = Date.parse("2026-08-24T00:00:00Z");

const FILES: readonly (readonly [file: string, kind: SourceKind, entries: number])[] = [
  ["tor_exits.txt", "tor", 2277],
  ["x4b_output_vpn_ipv4.txt", "vpn", 10_862],
  ["x4b_output_vpn_ipv6.txt", "vpn", 498],
  ["x4b_input_vpn_ASN.txt", "vpn", 15],
  ["openasn_vpn_provider.txt", "vpn", 22],
  ["misp_icloud-private-relay.json", "relay", 13_747],
  ["x4b_output_datacenter_ipv4.txt", "hosting", 42_566],
  ["x4b_output_datacenter_ipv6.txt", "hosting", 8752],
  ["x4b_input_datacenter_ASN.txt", "hosting", 892],
  ["bad-asn-list.csv", "hosting", 723],
  ["misp_amazon-aws.json", "hosting", 3847],
  ["misp_google-gcp.json", "hosting", 471],
  ["ipsum_level3.txt", "blocklist", 14_217],
  ["misp_shodan-scanning.json", "blocklist", 42],
  ["disposable_email_blocklist.conf", "disposable", 8335],
  ["misp_disposable-email.json", "disposable", 8201],
  ["misp_university_domains.json", "educational", 10_578],
];

it.runIf(existsSync(SEED))(
  "takes real lists and answers from them",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "tocsin-seed-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const counts = [];
    for (const [index, [file, kind]] of FILES.entries()) {
      const stored = await importSource(
        {
          bytes: createReadStream(new URL(file, SEED)),
          origin: file,
          kind,
          name: `source-${index}`,
          fallbackDate: new Date(NOW - 86_400_000),
        },
        { folder, now: NOW },
      );
      counts.push([file, kind, stored.entries]);
    }
    expect(counts).toEqual(FILES);
    const sources = await openSources(folder, { log: { warn: (_, message) => expect.unreachable(message) } });
    const ask = (address: string) =>
      Object.fromEntries(
        [...askOfAddress(sources, address, { asn: null, now: NOW })].flatMap(([fact, answer]) =>
          answer.kind === "known" ? [[fact, answer.value]] : [],
        ),
      );
    expect(ask("185.220.101.1")).toMatchObject({ tor: true });
    expect(ask("104.28.30.10")).toMatchObject({ relay: true, vpn: false });
    expect(ask("8.8.8.8")).toMatchObject({ tor: false, relay: false, data_center: true });
  },
  60_000,
);
