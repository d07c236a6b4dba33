import { z } from "zod";
import { createRowIds, eraseUser, exportUser, noteAction } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { withInstallation } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { plural } from "../output/print-diagnostics.ts";

const APP_FLAG = { flags: "--app <name>", description: "the app of the user; the first one when not given" };
const app = z.string().optional();

/** All that is stored of a user, as one JSON document on standard output. */
export const userExportCommand = defineCommand({
  arguments: "<user>",
  flags: [APP_FLAG],
  options: z.object({ user: z.string().min(1), app }),
  run: ({ user: userName, app: appName }, { host, output }) =>
    withInstallation(host, async ({ store }) => {
      const { appId, name } = await findApp(store, appName);
      const at = host.now();
      const found = await exportUser(store, { appId, app: name, userName, at });
      if (found === null) throw new CliError(`app ${name} has no user ${userName}`);
      const { userId } = found;
      const actionId = createRowIds(host.now)();
      await noteAction(store.db, { appId, actionId, kind: "user_exported", operatorId: null, userId, at });
      for await (const piece of found.json) output.write(piece);
      return EXIT.fine;
    }),
});

/** There is no way back: without `--yes` nothing happens. */
export const userEraseCommand = defineCommand({
  arguments: "<user>",
  flags: [{ flags: "--yes", description: "erase the user; without it nothing happens" }, APP_FLAG],
  options: z.object({ user: z.string().min(1), yes: z.boolean().default(false), app }),
  run: ({ user: userName, yes, app: appName }, { host, output }) =>
    withInstallation(host, async ({ store, installation }) => {
      const { appId, name } = await findApp(store, appName);
      if (!yes) throw new CliError(`erasing ${userName} of app ${name} cannot be undone: add --yes`);
      const erased = await eraseUser(store, installation, { appId, userName, operatorId: null, at: host.now() });
      if (erased === null) throw new CliError(`app ${name} has no user ${userName}`);
      const { userId, events, identities } = erased;
      if (output.format === "json") output.json("user-erase", { app: name, userId, events, identities });
      else output.print(`erased ${userName}: ${plural(events, "event")} and what only they named`);
      return EXIT.fine;
    }),
});
