import { pino, type DestinationStream, type Logger } from "pino";
import type { ServerEnv } from "./env.ts";

/** What must never be read in a log, wherever a request or its body is logged. */
const SECRETS = [
  'req.headers["api-key"]',
  "req.headers.cookie",
  "req.headers.authorization",
  'headers["api-key"]',
  "headers.cookie",
  "headers.authorization",
  'res.headers["set-cookie"]',
  "password",
  "*.password",
  "key",
  "*.key",
  "token",
  "*.token",
];

/** The server's log: JSON lines on standard error, so that standard output stays for people. */
export function createLog(
  level: ServerEnv["logLevel"],
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger {
  return pino(
    {
      level,
      base: null,
      redact: { paths: SECRETS, censor: "[secret]" },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}
