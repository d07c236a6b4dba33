import { z } from "zod";
import { findUserId, verifyTrails, type BrokenTrail, type Store } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { withInstallation } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { printVerifiedTrails, verifiedTrailsJson } from "../output/verified-trails.ts";
import { createProgress } from "../output/progress.ts";

/** Proves that nobody but Tocsin wrote the trails of field changes. */
export const auditVerifyCommand = defineCommand({
  flags: [
    { flags: "--user <name>", description: "only this user of the app; all users when not given" },
    { flags: "--app <name>", description: "only this app; all apps when neither this nor --user is given" },
  ],
  options: z.object({ user: z.string().min(1).optional(), app: z.string().optional() }),
  async run({ user, app: appName }, { host, output }) {
    const progress = createProgress(output, "users");
    const found = await withInstallation(host, async ({ store, installation: { trailKey } }) =>
      verifyTrails(store, {
        key: trailKey,
        ...(await scopeOf(store, { user, appName })),
        signal: host.signal,
        onProgress: ({ users, of }) => progress.update(users, of),
      }),
    ).finally(() => progress.stop());
    if (output.format === "json") output.json("audit-verify", verifiedTrailsJson(found));
    else printVerifiedTrails(found, output);
    return found.broken.length === 0 ? EXIT.fine : EXIT.failed;
  },
});

interface Scope {
  readonly appId?: BrokenTrail["appId"];
  readonly userId?: string;
}

async function scopeOf(
  store: Store,
  { user, appName }: { readonly user: string | undefined; readonly appName: string | undefined },
): Promise<Scope> {
  if (user === undefined && appName === undefined) return {};
  const { appId, name: app } = await findApp(store, appName);
  if (user === undefined) return { appId };
  const userId = await findUserId(store, appId, user);
  if (userId === null) throw new CliError(`app ${app} has no user ${user}`);
  return { appId, userId };
}
