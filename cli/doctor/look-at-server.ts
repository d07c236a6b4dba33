import { Readiness } from "../../api/index.ts";
import { warning, well, wrong, type Finding } from "./finding.ts";

const ANSWERS_WITHIN_MS = 5000;

/** Asks the server that these settings start, if one runs, whether it is ready. Nobody there is no fault. */
export async function lookAtServer(host: string, port: number): Promise<Finding> {
  const address = `http://${reachable(host)}:${port}`;
  let answer: Response;
  try {
    answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
  } catch (error) {
    if (isRefused(error)) return well("server", `no server runs at ${address}`);
    return wrong(
      "server",
      `what listens at ${address} does not answer`,
      "look at the server's log, and start it again",
    );
  }
  const read = Readiness.safeParse(await answer.json().catch(() => null));
  if (!read.success)
    return warning(
      "server",
      `what answers at ${address} is no server of this version`,
      "set PORT and HOST to where the server is",
    );
  const failed = read.data.checks.filter(({ ok }) => !ok).map(({ message }) => message);
  if (failed.length === 0) return well("server", `the server at ${address} is ready`);
  return wrong(
    "server",
    `the server at ${address} is not ready: ${failed.join("; ")}`,
    "mend what it names; it goes on by itself",
  );
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const first = cause instanceof AggregateError ? (cause.errors[0] as unknown) : cause;
  return first instanceof Error && "code" in first && first.code === "ECONNREFUSED";
}

function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
