import { z } from "zod";
import {
  createRetention,
  MOST_RETENTION_WEEKS,
  readRetention,
  setRetention,
  type Retention,
} from "../../runtime/index.ts";
import { defineCommand } from "../command.ts";
import { withInstallation, withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import type { Output } from "../output/output.ts";
import { plural } from "../output/print-diagnostics.ts";

const APP_FLAG = { flags: "--app <name>", description: "the app; the first one when not given" };
const app = z.string().optional();

export const retentionShowCommand = defineCommand({
  flags: [APP_FLAG],
  options: z.object({ app }),
  run: ({ app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName);
      show(name, await readRetention(store, appId), output);
      return EXIT.fine;
    }),
});

export const retentionSetCommand = defineCommand({
  arguments: "<weeks>",
  flags: [APP_FLAG],
  options: z.object({
    weeks: z.coerce
      .number(`is a number of weeks from 0 to ${MOST_RETENTION_WEEKS}`)
      .int()
      .min(0)
      .max(MOST_RETENTION_WEEKS),
    app,
  }),
  run: ({ weeks, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName);
      await setRetention(store, { appId, weeks, operatorId: null, at: host.now() });
      show(name, await readRetention(store, appId), output);
      return EXIT.fine;
    }),
});

/** What a server does by itself, now and to its end. */
export const retentionRunCommand = defineCommand({
  flags: [],
  options: z.object({}),
  run: (_, { host, output }) =>
    withInstallation(host, async ({ store, installation }) => {
      const job = createRetention({ store, installation, clock: host.now });
      const stop = () => void job.stop();
      host.signal.addEventListener("abort", stop, { once: true });
      await job.run();
      host.signal.removeEventListener("abort", stop);
      const deleted = job.deleted();
      if (output.format === "json") output.json("retention-run", deleted);
      else output.print(`deleted ${countsOf(deleted)}`);
      return EXIT.fine;
    }),
});

function show(name: string, { weeks, run }: Retention, { format, json, print }: Output): void {
  if (format === "json") {
    json("retention", { app: name, weeks, run: run === null ? null : withInstants(run) });
    return;
  }
  print(weeks === 0 ? `${name} keeps events for good` : `${name} keeps events for ${plural(weeks, "week")}`);
  if (run === null) return;
  const cutoff = new Date(run.cutoff).toISOString();
  print(`${run.finished === null ? "deleting" : "deleted"} what is older than ${cutoff}: ${countsOf(run)}`);
}

type Counts = Pick<NonNullable<Retention["run"]>, "events" | "changes" | "identities" | "users">;

function countsOf({ events, changes, identities, users }: Counts): string {
  return [
    plural(events, "event"),
    plural(changes, "field change"),
    `${identities.toLocaleString("en")} of what only they named`,
    plural(users, "user"),
  ].join(", ");
}

function withInstants({ cutoff, started, finished, ...counts }: NonNullable<Retention["run"]>): object {
  const instant = (milliseconds: number) => new Date(milliseconds).toISOString();
  return {
    cutoff: instant(cutoff),
    started: instant(started),
    finished: finished === null ? null : instant(finished),
    ...counts,
  };
}
