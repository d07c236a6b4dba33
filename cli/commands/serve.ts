import { resolve } from "node:path";
import { z } from "zod";
import { readEnv } from "../../server/env.ts";
import { runServer, startFailure } from "../../server/run-server.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";

/** The server, with the settings of its environment; flags win over variables. */
export const serveCommand = defineCommand({
  name: "serve",
  summary: "Run the server: sensor, API and studio",
  flags: [
    { flags: "--port <port>", description: "where to listen (PORT, 8585)" },
    { flags: "--host <address>", description: "the address to listen on (HOST, 127.0.0.1)" },
    { flags: "--rules <folder>", description: "rules of one's own, laid over the built-in pack (TOCSIN_RULES)" },
    { flags: "--data <folder>", description: "where the data is kept (TOCSIN_DATA, ./.tocsin)" },
  ],
  options: z.object({
    port: z.string().optional(),
    host: z.string().optional(),
    rules: z.string().optional(),
    data: z.string().optional(),
  }),
  async run({ port, host: address, rules, data }, { host }) {
    const { cwd, root, signal } = host;
    const flags = {
      PORT: port,
      HOST: address,
      TOCSIN_RULES: rules === undefined ? undefined : resolve(cwd, rules),
      TOCSIN_DATA: data === undefined ? undefined : resolve(cwd, data),
    };
    const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
    try {
      await runServer({
        env: readEnv({ ...host.env, ...given }, cwd),
        root,
        write: (text) => host.write(text),
        signal,
      });
    } catch (error) {
      throw new CliError(startFailure(error) ?? rethrow(error), { cause: error });
    }
    return EXIT.fine;
  },
});

function rethrow(error: unknown): never {
  throw error;
}
