import { buildBundle } from "./bundle.js";
import { buildNodeClient } from "./node-client.js";
import { buildStudio } from "./studio.js";

/**
 * Builds what is missing or older than its sources, and says what happened. Whether all of it could be built.
 *
 * @param {string} root
 * @returns {Promise<boolean>}
 */
export async function buildAll(root) {
  try {
    const built = (await buildBundle(root)) ? ["server and command line"] : [];
    if (await buildStudio(root)) built.push("studio");
    if (await buildNodeClient(root)) built.push("client for Node");
    console.log(built.length > 0 ? `built ${built.join(", ")}` : "nothing to build: dist/ is newer than its sources");
    return true;
  } catch (error) {
    console.error(`cannot build Tocsin: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}
