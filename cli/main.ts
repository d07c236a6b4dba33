import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { COMMANDS } from "./commands/index.ts";
import { processHost } from "./process-host.ts";
import { runCli } from "./run-cli.ts";

// The same from `cli/` and from the bundle in `dist/`.
const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
}; // our own file

// A reader that stops early (`| head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
process.exitCode = await runCli(process.argv.slice(2), COMMANDS, processHost(root), version);
// A command has said all that it has to say: what it could not end in time must not keep the process.
setTimeout(() => process.exit(), 1000).unref();
