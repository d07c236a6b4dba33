import type { History } from "./history.ts";

/** The history of a user of whom nothing is known but what is given. */
export function historyOf({ user, ...change }: HistoryChange): History {
  return {
    user: {
      userName: "anna",
      fired: [],
      scores: {},
      totals: { visit: 1, ip: 1, device: 1, country: 1, shared_ip: 0, shared_phone: 0 },
      sessions: [],
      ips: [],
      context: {},
      ...user,
    },
    requests: [],
    enrichment: { ip: {}, email: {}, phone: {}, domain: {} },
    blacklisted: { emails: new Set(), phones: new Set() },
    whitelisted: { emails: new Set(), phones: new Set() },
    nameless: new Set(),
    judgeTexts: () => false,
    asOf: Date.parse("2026-11-21T02:00:00Z"),
    ...change,
  };
}

type HistoryChange = Partial<Omit<History, "user">> & { readonly user?: Partial<History["user"]> };
