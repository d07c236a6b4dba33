import type { Host } from "./host.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The environment of a server that runs in the foreground: flags win over variables, empty variables are none. On a terminal the
 * banner says what there is to say, so the log adds only warnings unless it is asked for more.
 */
export function serveVariables({ env, outputIsTerminal }: Host, flags: Variables): Variables {
  const isGiven = ([, value]: [string, string | undefined]): boolean => value !== undefined && value !== "";
  return {
    ...(outputIsTerminal ? { TOCSIN_LOG: "warn" } : {}),
    ...Object.fromEntries(Object.entries(env).filter(isGiven)),
    ...Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)),
  };
}
