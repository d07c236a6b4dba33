import { buildAll } from "./build/all.js";
import { ROOT } from "./root.js";

process.exitCode = (await buildAll(ROOT)) ? 0 : 1;
