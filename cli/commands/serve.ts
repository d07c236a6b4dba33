import { resolve } from "node:path";
import { z } from "zod";
import { readEnv, type ServerEnv } from "../../server/env.ts";
import { runServer, startFailure } from "../../server/run-server.ts";
import { factsFileSchema } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand, type CommandContext } from "../command.ts";
import { fillServer } from "../demo/fill-server.ts";
import { population } from "../demo/population.ts";
import { demoFacts } from "../demo/facts.ts";
import { EXIT } from "../exit-code.ts";
import { createProgress } from "../output/progress.ts";
import { serveVariables } from "../serve-variables.ts";
import { DEMO_SEED, DEMO_USERS } from "./demo.ts";

/** The server, with the settings of its environment; flags win over variables. */
export const serveCommand = defineCommand({
  flags: [
    { flags: "--port <port>", description: "where to listen (PORT, 8585)" },
    { flags: "--host <address>", description: "the address to listen on (HOST, 127.0.0.1)" },
    { flags: "--rules <folder>", description: "rules of one's own, laid over the built-in pack (TOCSIN_RULES)" },
    { flags: "--edit", description: "watch that folder, and let operators save rules in it (TOCSIN_EDIT)" },
    { flags: "--data <folder>", description: "where the data is kept (TOCSIN_DATA, ./.tocsin)" },
    { flags: "--demo", description: `fill a new installation with ${DEMO_USERS} invented people` },
  ],
  options: z.object({
    port: z.string().optional(),
    host: z.string().optional(),
    rules: z.string().optional(),
    edit: z.boolean().default(false),
    data: z.string().optional(),
    demo: z.boolean().default(false),
  }),
  async run({ port, host: address, rules, edit, data, demo }, context) {
    const { host } = context;
    const { cwd, root, signal } = host;
    const flags = {
      PORT: port,
      HOST: address,
      TOCSIN_RULES: rules === undefined ? undefined : resolve(cwd, rules),
      TOCSIN_EDIT: edit ? "true" : undefined,
      TOCSIN_DATA: data === undefined ? undefined : resolve(cwd, data),
    };
    try {
      const { variables, placeOf } = serveVariables(host, flags);
      const env = readEnv(variables, cwd, placeOf);
      const run = {
        root,
        write: (text: string) => host.write(text),
        signal,
        onReload: (listener: () => void) => host.onReload(listener),
        onCrash: (listener: (error: unknown) => void) => host.onCrash(listener),
      };
      if (demo) await runDemo(env, run, context);
      else await runServer({ ...run, env });
    } catch (error) {
      throw new CliError(startFailure(error) ?? rethrow(error), { cause: error });
    }
    return EXIT.fine;
  },
});

/** A server that knows the facts of the demo's addresses and, when nobody is there yet, gets its events. */
async function runDemo(
  env: ServerEnv,
  run: Omit<Parameters<typeof runServer>[0], "env">,
  { host, output }: CommandContext,
): Promise<void> {
  const events = population({ users: DEMO_USERS, seed: DEMO_SEED, now: host.now() });
  await runServer({
    ...run,
    env,
    facts: [factsFileSchema.parse(demoFacts(events))],
    beside: async ({ url, store }) => {
      const progress = createProgress(output, "demo events");
      try {
        const filled = await fillServer({ url, store, events, onProgress: progress.update, signal: host.signal });
        output.note(filled ? `demo: ${events.length} events sent` : NOTHING_SENT);
      } catch (error) {
        if (!host.signal.aborted) throw error;
      } finally {
        progress.stop();
      }
    },
  });
}

const NOTHING_SENT =
  "demo: the app has users already, nothing was sent; a folder of its own is empty: npm start -- --demo --data .tocsin-demo";

function rethrow(error: unknown): never {
  throw error;
}
