import { buildBundles } from "./build/bundles.js";
import { buildStudio } from "./build/studio.js";
import { ROOT } from "./root.js";

const built = await buildBundles(ROOT);
if (await buildStudio(ROOT)) built.push("studio");
console.log(built.length > 0 ? `built ${built.join(", ")}` : "nothing to build: dist/ is newer than its sources");
