/** Where a dry-run's last answer is kept: by app, then file and scope. */
export const dryRunKey = (app: string, ...rest: readonly string[]) => ["dry-run", app, ...rest];
