import { Resolver } from "node:dns/promises";

/** What name servers say: null when there is no such record. */
export type DnsAnswer<T> =
  | { readonly kind: "records"; readonly records: T | null }
  | { readonly kind: "failure"; readonly reason: "timeout" | "error" };

/** The name is not there, or has no such record. */
const ABSENT: ReadonlySet<unknown> = new Set(["ENOTFOUND", "ENODATA"]);
const LATE: ReadonlySet<unknown> = new Set(["ETIMEOUT", "ECANCELLED"]);

/** Asks name servers (`host:port`; those of the machine when there are none) once, until the signal ends. */
export async function askDns<T>(
  servers: readonly string[],
  ask: (resolver: Resolver) => Promise<T>,
  signal: AbortSignal,
): Promise<DnsAnswer<T>> {
  // One each: cancelling ends all questions of a resolver.
  const resolver = new Resolver({ tries: 1 });
  if (servers.length > 0) resolver.setServers(servers);
  const cancel = () => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return { kind: "records", records: await ask(resolver) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (ABSENT.has(code)) return { kind: "records", records: null };
    return { kind: "failure", reason: LATE.has(code) ? "timeout" : "error" };
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
