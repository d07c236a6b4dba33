/** Where the launcher reports what it does; a pino logger fits. */
export interface StartLog {
  info(message: string): void;
  warn(message: string): void;
}

/** Reports nothing. */
export const silentLog: StartLog = { info: () => undefined, warn: () => undefined };
