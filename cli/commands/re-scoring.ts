import { z } from "zod";
import { readJudgingAnew } from "../../runtime/index.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";

/** How far scoring everybody again has come. */
export const reScoringCommand = defineCommand({
  flags: [{ flags: "--app <name>", description: "the app; the first one when not given" }],
  options: z.object({ app: z.string().optional() }),
  run: ({ app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name: app } = await findApp(store, appName);
      const run = await readJudgingAnew(store, appId);
      if (output.format === "json") {
        const times = { changedAt: instant(run?.changedAt), finishedAt: instant(run?.finishedAt) };
        output.json("re-scoring", { app, ...(run === null ? { why: [], total: null, done: 0 } : run), ...times });
      } else if (run === null) output.print("nothing that scores are made of has changed yet");
      else if (run.finishedAt !== null)
        output.print(`${run.total ?? 0} users were scored again by ${instant(run.finishedAt)}: ${run.why.join(", ")}`);
      else {
        const left = run.leftMs === null ? "" : `, about ${Math.ceil(run.leftMs / 1000)} s left`;
        const users = run.total === null ? "begins" : `${run.done} of ${run.total} users`;
        output.print(`scoring again since ${instant(run.changedAt)} (${run.why.join(", ")}): ${users}${left}`);
      }
      return EXIT.fine;
    }),
});

function instant(milliseconds: number | null | undefined): string | null {
  return milliseconds == null ? null : new Date(milliseconds).toISOString();
}
