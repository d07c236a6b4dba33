import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import {
  MOST_LOGBOOK_DAYS,
  MOST_LOGBOOK_MB,
  readLogbook,
  readLogbookLimit,
  setLogbookLimit,
  statusRange,
  type LogbookFilter,
  type LogbookLine,
  type Store,
} from "../../runtime/index.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import type { Host } from "../host.ts";
import type { Output } from "../output/output.ts";

const APP_FLAG = { flags: "--app <name>", description: "the app; the first one when not given" };
const LOOK_EVERY_MS = 1000;
/** Lines are written some time after their requests arrived, by several servers. */
const LATE_MS = 30_000;
const MOST_LINES = 10_000;

/** What became of requests, the newest last, as a log is read. */
export const logbookCommand = defineCommand({
  flags: [
    { flags: "--user <name>", description: "only requests about this user" },
    { flags: "--status <status>", description: "only requests answered so: 400, or 4xx" },
    { flags: "--key <id>", description: "only requests of this API key" },
    { flags: "--text <text>", description: "only requests whose messages have this text" },
    { flags: "--corrected", description: "only events that were stored otherwise than they were sent" },
    { flags: "--limit <n>", description: "how many lines (50)" },
    { flags: "--follow", description: "go on with requests as they come, until interrupted" },
    APP_FLAG,
  ],
  formats: ["pretty", "json", "ndjson"],
  options: z.object({
    user: z.string().min(1).optional(),
    status: z
      .string()
      .regex(/^[1-5](\d\d|xx)$/, "is a status as 400, or 4xx")
      .transform(statusRange)
      .optional(),
    key: z.coerce.number("is the number that `key list` shows").int().min(1).max(2_147_483_647).optional(),
    text: z.string().min(1).optional(),
    corrected: z.boolean().default(false),
    limit: z.coerce.number("is a whole number").int().min(1).max(MOST_LINES).default(50),
    follow: z.boolean().default(false),
    app: z.string().optional(),
  }),
  run: ({ user: userName, status, key: apiKeyId, text, corrected, limit, follow, app }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, app);
      const filter = { appId, userName, status, apiKeyId, text, corrected };
      const lines = (await readLogbook(store, filter, { limit })).toReversed();
      if (output.format === "json" && !follow) output.json("logbook", { app: name, lines: lines.map(viewOf) });
      else for (const line of lines) print(line, output);
      if (follow) await followLines({ store, filter, shown: lines, host, output });
      else if (lines.length === 0 && output.format === "pretty") output.note(`app ${name} has no such request`);
      return EXIT.fine;
    }),
});

/** How much of the logbook is kept. */
export const retentionLogbookCommand = defineCommand({
  flags: [
    { flags: "--days <n>", description: "keep lines for so many days" },
    { flags: "--mb <n>", description: "keep the newest lines that fit into so many megabytes" },
    APP_FLAG,
  ],
  options: z.object({
    days: z.coerce.number("is a whole number").int().min(1).max(MOST_LOGBOOK_DAYS).optional(),
    mb: z.coerce.number("is a whole number").int().min(1).max(MOST_LOGBOOK_MB).optional(),
    app: z.string().optional(),
  }),
  run: ({ days, mb, app }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, app);
      const before = await readLogbookLimit(store, appId);
      const limit = { days: days ?? before.days, megabytes: mb ?? before.megabytes };
      if (days !== undefined || mb !== undefined) await setLogbookLimit(store, appId, limit);
      if (output.format === "json") output.json("retention-logbook", { app: name, ...limit });
      else output.print(`${name} keeps its logbook for ${limit.days} days, and ${limit.megabytes} MB of it at most`);
      return EXIT.fine;
    }),
});

interface Following {
  readonly store: Store;
  readonly filter: LogbookFilter;
  readonly shown: readonly LogbookLine[];
  readonly host: Host;
  readonly output: Output;
}

/** Looks back each time, and tells each line once. */
async function followLines({ store, filter, shown, host, output }: Following): Promise<void> {
  const { signal } = host;
  const started = host.now();
  const seen = new Map(shown.map(({ id, at }) => [id, at]));
  while (!signal.aborted) {
    // Interrupted: that is the end, and no failure.
    await setTimeout(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    const from = Math.max(started - LATE_MS, host.now() - LATE_MS);
    const lines = await readLogbook(store, { ...filter, from }, { limit: MOST_LINES });
    for (const [id, at] of seen) if (at < from) seen.delete(id);
    for (const line of lines.toReversed()) {
      if (seen.has(line.id) || line.at < started - LATE_MS) continue;
      seen.set(line.id, line.at);
      print(line, output);
    }
  }
}

function print(line: LogbookLine, output: Output): void {
  if (output.format !== "pretty") {
    output.write(`${JSON.stringify(viewOf(line))}\n`);
    return;
  }
  const { at, status, outcome, endpoint, apiKeyId, tookMs, user, messages } = line;
  const { red, yellow, dim } = output.colors;
  const color = status >= 500 ? red : status >= 400 || outcome === "corrected" ? yellow : String;
  const parts = [
    dim(new Date(at).toISOString()),
    color(`${status} ${outcome.replace("_", " ")}`),
    endpoint,
    `key ${apiKeyId}`,
    ...(tookMs === null ? [] : [`${tookMs} ms`]),
    ...(user === null ? [] : [user]),
    ...(messages.length === 0 ? [] : [messages.join("; ")]),
  ];
  output.print(parts.join("  "));
}

function viewOf({ at, endpoint: route, apiKeyId, keyName, eventId: event, ...line }: LogbookLine): object {
  return { ...line, at: new Date(at).toISOString(), route, key: { id: apiKeyId, name: keyName }, event };
}
