import { Resolver } from "node:dns/promises";

/** What the DNS says of the mail of a domain; a failure says nothing of it. */
export type MxAnswer =
  | { readonly kind: "answer"; readonly mx: boolean }
  | { readonly kind: "failure"; readonly reason: "timeout" | "error" };

export interface MxOptions {
  /** `host:port` of name servers; those of the machine when there are none. */
  readonly servers: readonly string[];
  readonly deadlineMs: number;
}

export type ResolveMx = (domain: string) => Promise<MxAnswer>;

/** The domain is not there, or has no such record. */
const ABSENT: ReadonlySet<unknown> = new Set(["ENOTFOUND", "ENODATA"]);
const LATE: ReadonlySet<unknown> = new Set(["ETIMEOUT", "ECANCELLED"]);

/** Asks for the MX records of a domain, within a deadline. Nothing but the domain is sent. */
export function createResolveMx({ servers, deadlineMs }: MxOptions): ResolveMx {
  return async (domain) => {
    // One each: cancelling ends all questions of a resolver.
    const resolver = new Resolver({ timeout: deadlineMs, tries: 1 });
    if (servers.length > 0) resolver.setServers(servers);
    const timer = setTimeout(() => resolver.cancel(), deadlineMs);
    try {
      const records = await resolver.resolveMx(domain);
      // A single record without a host says that the domain takes no mail (RFC 7505).
      return { kind: "answer", mx: records.some(({ exchange }) => exchange !== "" && exchange !== ".") };
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (ABSENT.has(code)) return { kind: "answer", mx: false };
      return { kind: "failure", reason: LATE.has(code) ? "timeout" : "error" };
    } finally {
      clearTimeout(timer);
    }
  };
}
