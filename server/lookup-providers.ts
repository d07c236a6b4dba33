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
