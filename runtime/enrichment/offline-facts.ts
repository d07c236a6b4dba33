import { isAliasDomain, isDisposableDomain, isEducational, isFreeProvider, isGovernment } from "./email-domain.ts";
import { factsFrom, type DeviceFacts, type EmailFacts, type FactsProvider, type IpFacts } from "./facts.ts";
import { phoneFacts } from "./phone-number.ts";
import { isSpecialAddress } from "./special-ranges.ts";
import { parseUserAgent } from "./user-agent.ts";

/** What can be known without asking anybody and without a file: special addresses, providers of e-mail, numbering plans, user agents. */
export function createOfflineFacts(): FactsProvider {
  return {
    ip: ipFacts,
    email: emailFacts,
    phone: (number) => factsFrom(phoneFacts(number), "numbering plans", "not_found"),
    device: deviceFacts,
  };
}

const UNKNOWN_IP = {
  country: null,
  asn: null,
  organisation: null,
  subnet: null,
  tor: null,
  vpn: null,
  relay: null,
  starlink: null,
  data_center: null,
  spam_listed: null,
  lan: false,
  domain_count: null,
  checked: false,
} as const;

const PUBLIC_IP: IpFacts = factsFrom(UNKNOWN_IP, "special-purpose addresses", "no_source");
// Nobody can rent an address that belongs to nobody: these are known without a source.
const SPECIAL_IP: IpFacts = factsFrom(
  {
    ...UNKNOWN_IP,
    lan: true,
    tor: false,
    vpn: false,
    relay: false,
    starlink: false,
    data_center: false,
    spam_listed: false,
    checked: true,
  },
  "special-purpose addresses",
  "not_applicable",
);

function ipFacts(address: string): IpFacts {
  return isSpecialAddress(address) ? SPECIAL_IP : PUBLIC_IP;
}

/** Where nothing was sent, nothing is known: `false` of a bot is what the column holds, and no finding. */
function deviceFacts(userAgent: string | null): DeviceFacts {
  const values = parseUserAgent(userAgent);
  if (userAgent !== null && userAgent.trim() !== "") return factsFrom(values, "user agent", "not_found");
  return { values, known: [], unknown: [{ reason: "not_found", fields: Object.keys(values) }] };
}

function emailFacts(address: string): EmailFacts {
  const at = address.lastIndexOf("@");
  const domain = at === -1 ? null : address.slice(at + 1);
  return factsFrom(
    {
      free: domain === null ? null : isFreeProvider(domain),
      disposable: domain === null ? null : isDisposableDomain(domain),
      educational: domain === null ? null : isEducational(domain),
      government: domain === null ? null : isGovernment(domain),
      alias: domain === null ? null : isAliasDomain(domain),
      mx: null,
      website_up: null,
      domain_created: null,
      rank: null,
      breached: null,
      first_breach: null,
      spam_listed: null,
      domain_spam_listed: null,
      checked: false,
    },
    "provider lists",
    "no_source",
  );
}
