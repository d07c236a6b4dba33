import { buildBundle } from "./build/bundle.js";
import { ROOT } from "./root.js";

/*
 * Runs after `npm install`. Building here only saves time at the first start, which builds what is missing: an
 * installation without the development tools, or with sources that do not build, must not fail for it.
 */
try {
  if (await buildBundle(ROOT)) console.log("built server and command line");
} catch (error) {
  console.log(`not built now: ${error instanceof Error ? error.message : error}`);
}
