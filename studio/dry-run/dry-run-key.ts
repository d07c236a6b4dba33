/** Where a dry-run's last answer is kept: by app, then file, scope and moment. */
export const dryRunKey = (app: string, ...rest: readonly string[]) => ["dry-run", app, ...rest];
