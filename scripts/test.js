import { spawnSync } from "node:child_process";
import { buildAll } from "./build/all.js";
import { findChromium } from "./find-chromium.js";
import { ROOT } from "./root.js";

/*
 * `npm test`: checks, build, and every test, even if a check fails: one run tells all that is wrong. Arguments go to
 * vitest. The browser tests read TOCSIN_CHROMIUM.
 */
const checked = run(["scripts/check.js"]);
const built = await buildAll(ROOT);
const chromium = findChromium();
console.log(
  chromium === undefined
    ? "browser tests are skipped: no Chromium found (install one, or set TOCSIN_CHROMIUM to its path)"
    : `browser tests run in ${chromium}`,
);
const tested = run(
  ["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)],
  chromium === undefined ? {} : { TOCSIN_CHROMIUM: chromium },
);
if (!checked || !built) console.log("the tests are done, but a check or the build failed: see above");
process.exitCode = checked && built && tested ? 0 : 1;

/**
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env
 */
function run(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  return status === 0;
}
