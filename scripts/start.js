import { pathToFileURL } from "node:url";
import { buildBundle, bundleOf } from "./build/bundle.js";
import { buildStudio } from "./build/studio.js";
import { ROOT } from "./root.js";

/*
 * `npm start [-- flags]`: builds what is missing or older than its sources and runs `tocsin serve` with those flags in
 * this process, so that signals and the exit code are the server's own.
 */
try {
  await buildBundle(ROOT);
  await buildStudio(ROOT, () => console.error("building the studio …"));
} catch (error) {
  console.error(`cannot build Tocsin: ${error instanceof Error ? error.message : error}`);
  if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") {
    console.error("run `npm install` with its development tools (without --omit=dev) and start again");
  }
  process.exit(1);
}
process.argv.splice(2, 0, "serve");
await import(pathToFileURL(bundleOf(ROOT)).href);
