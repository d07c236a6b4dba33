import { z } from "zod";
import { decide, DECISIONS, getUser } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";

/** The operator's word on a user, from the shell. */
export const decideCommand = defineCommand({
  arguments: "<user> <decision>",
  flags: [{ flags: "--app <name>", description: "the app of the user; the first one when not given" }],
  options: z.object({
    user: z.string().min(1),
    decision: z.enum(DECISIONS),
    app: z.string().optional(),
  }),
  run: ({ user: userName, decision, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name: app } = await findApp(store, appName);
      const status = await decide(store, { appId, userName, decision, operatorId: null });
      if (status === null) throw new CliError(`app ${app} has no user ${userName}`);
      const score = (await getUser(store, appId, userName))?.score ?? null;
      if (output.format === "json") output.json("decide", { app, user: userName, status, score });
      else output.print(`${userName}: ${status.replace("_", " ")}`);
      return EXIT.fine;
    }),
});
