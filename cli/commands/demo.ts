import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { demoFacts } from "../demo/facts.ts";
import { population } from "../demo/population.ts";
import { DemoRefused, sendEvents } from "../demo/send.ts";
import { settingsOf } from "../settings/settings-of.ts";
import { EXIT } from "../exit-code.ts";
import { createProgress } from "../output/progress.ts";

/** Users of the demo when nobody says how many. */
export const DEMO_USERS = 400;
export const DEMO_SEED = 1;

export const demoCommand = defineCommand({
  flags: [
    { flags: "--url <url>", description: "the server (default http://127.0.0.1:8585)" },
    { flags: "--api-key <key>", description: "the app's API key (default TOCSIN_API_KEY)" },
    { flags: "--users <n>", description: `how many people (default ${DEMO_USERS})` },
    { flags: "--seed <n>", description: `another seed, another story (default ${DEMO_SEED})` },
    { flags: "--facts <file>", description: "write the facts about their addresses for TOCSIN_FACTS; nothing is sent" },
  ],
  options: z.object({
    url: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8585"),
    apiKey: z.string().min(1).optional(),
    users: z.coerce.number().int().min(1).max(1_000_000).default(DEMO_USERS),
    seed: z.coerce.number().int().min(0).max(1_000_000).default(DEMO_SEED),
    facts: z.string().min(1).optional(),
  }),
  async run({ url, apiKey, users, seed, facts }, { host, output }) {
    const events = population({ users, seed, now: host.now() });
    if (facts !== undefined) {
      await writeFile(resolve(host.cwd, facts), `${JSON.stringify(demoFacts(events), null, 2)}\n`);
      output.note(`facts written to ${facts}: start the server with TOCSIN_FACTS=${facts}`);
      return EXIT.fine;
    }
    const key = apiKey ?? settingsOf(host).values["TOCSIN_API_KEY"];
    if (key === undefined) throw new CliError("the demo needs an API key: --api-key or TOCSIN_API_KEY");
    const progress = createProgress(output, "demo events");
    try {
      await sendEvents({
        url: url.replace(/\/$/, ""),
        apiKey: key,
        events,
        onProgress: progress.update,
        signal: host.signal,
      });
    } catch (error) {
      throw error instanceof DemoRefused ? new CliError(error.message, { cause: error }) : error;
    } finally {
      progress.stop();
    }
    if (output.format === "json") output.json("demo", { users, events: events.length, seed });
    else
      output.print(
        `${users.toLocaleString("en")} users and ${events.length.toLocaleString("en")} events sent to ${url}`,
      );
    return EXIT.fine;
  },
});
