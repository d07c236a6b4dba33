import { z } from "zod";
import { findUserId, readScoreHistory } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { table } from "../output/table.ts";

/** What became of a user's score, the newest first. */
export const historyCommand = defineCommand({
  arguments: "<user>",
  flags: [
    { flags: "--limit <n>", description: "how many changes to list (20)" },
    { flags: "--app <name>", description: "the app of the user; the first one when not given" },
  ],
  options: z.object({
    user: z.string().min(1),
    limit: z.coerce.number().int().min(1).max(10_000).default(20),
    app: z.string().optional(),
  }),
  run: ({ user, limit, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name: app } = await findApp(store, appName);
      const userId = await findUserId(store, appId, user);
      if (userId === null) throw new CliError(`app ${app} has no user ${user}`);
      const entries = (await readScoreHistory(store, { userId, limit })).map(({ asOf, ...entry }) => ({
        at: new Date(asOf).toISOString(),
        ...entry,
      }));
      if (output.format === "json") output.json("history", { app, user, entries });
      else if (entries.length === 0) output.note(`${user} was not scored yet`);
      else
        output.print(
          table([
            ["when", "score", "status", "cause", "pack", "rules"],
            ...entries.map(({ at, score, status, why, pack, matched }) => [
              at,
              String(score),
              status.replace("_", " "),
              why,
              pack.slice(0, 8),
              matched.flatMap(({ rule, weight }) => (weight === 0 ? [] : [`${rule} ${weight}`])).join(", "),
            ]),
          ]),
        );
      return EXIT.fine;
    }),
});
