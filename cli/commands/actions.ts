import { z } from "zod";
import { listActions } from "../../runtime/index.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { table } from "../output/table.ts";

/** What operators did with data of users and with files of rules. */
export const auditActionsCommand = defineCommand({
  flags: [
    { flags: "--limit <n>", description: "how many actions to list (100)" },
    { flags: "--app <name>", description: "the app of the users; the first one when not given" },
  ],
  options: z.object({ limit: z.coerce.number().int().min(1).max(10_000).default(100), app: z.string().optional() }),
  run: ({ limit, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName);
      const actions = (await listActions(store, { appId, limit })).map(({ at, ...action }) => ({
        ...action,
        at: new Date(at).toISOString(),
      }));
      if (output.format === "json") output.json("audit-actions", { app: name, actions });
      else if (actions.length === 0) output.note(`nothing was exported, erased, set or saved in app ${name}`);
      else
        output.print(
          table([
            ["when", "what", "by", "user id", "details"],
            ...actions.map(({ at, kind, operator, userId, details }) => [
              at,
              kind.replace("_", " "),
              operator ?? "command line",
              userId ?? "",
              Object.entries(details ?? {})
                .map(([what, count]) => `${what} ${count}`)
                .join(", "),
            ]),
          ]),
        );
      return EXIT.fine;
    }),
});
