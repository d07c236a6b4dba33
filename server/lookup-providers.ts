import { join } from "node:path";
import {
  createBreach,
  createDnsbl,
  createFindRegistry,
  createMx,
  createRdap,
  type LookupId,
  type LookupProvider,
} from "../runtime/index.ts";
import type { LookupSettings } from "./env-lookups.ts";

/** Who gets what is sent. */
export function lookupTargets(settings: LookupSettings): Readonly<Record<LookupId, string>> {
  const { dnsServers, rdapBootstrap, hibpUrl, dnsblZones } = settings;
  return {
    mx: dnsServers.length === 0 ? "the name servers of the machine" : dnsServers.join(", "),
    rdap: `the registries that ${rdapBootstrap.host} names`,
    breach: hibpUrl.host,
    dnsbl: dnsblZones.length === 0 ? "nobody: no list is named" : dnsblZones.map(withoutKey).join(", "),
  };
}

/** Some lists want a key as a part of the name of their zone. */
function withoutKey(zone: string): string {
  return zone.replace(/[a-z0-9]{20,}/g, "…");
}

/** Who may be asked, as the settings say. */
export function lookupProviders(settings: LookupSettings, dataDir: string): readonly LookupProvider[] {
  const servers = settings.dnsServers;
  const make = {
    mx: () => createMx({ servers }),
    rdap: () => {
      const file = join(dataDir, "lookups", "rdap-bootstrap.json");
      return createRdap({ findRegistry: createFindRegistry({ url: settings.rdapBootstrap, file, now: Date.now }) });
    },
    breach: () => createBreach({ url: settings.hibpUrl, key: settings.hibpKey }),
    dnsbl: () => createDnsbl({ zones: settings.dnsblZones, servers }),
  } as const satisfies Readonly<Record<LookupId, () => LookupProvider>>;
  return settings.on.map((id) => make[id]());
}
