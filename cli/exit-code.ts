/** What a command tells the shell; the numbers are the contract of every command. */
export const EXIT = {
  fine: 0,
  /** The tool, its usage or the database failed. */
  failed: 1,
  /** Only something that the caller asked to be treated as wrong (`fmt --check`). */
  warnings: 2,
  /** Errors in rules. */
  errors: 3,
  /** Tests failed, or `verify` found a difference. */
  tests: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
