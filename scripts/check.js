import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.js";

/** @typedef {{ name: string, program: string, args: readonly string[], needs?: string }} Check */

/* `npm run check`: types, lint, format and boundaries; all are run, two at a time, and each failure is shown whole. */
/** @type {readonly Check[]} */
const CHECKS = [
  { name: "types", program: "typescript-7/bin/tsc", args: ["--noEmit", "--project", "."] },
  {
    name: "types of the studio",
    program: "typescript-7/bin/tsc",
    args: ["--noEmit", "--project", "studio"],
    needs: "studio/vite.config.ts",
  },
  { name: "lint", program: "oxlint/bin/oxlint", args: ["--deny-warnings"] },
  { name: "format", program: "prettier/bin/prettier.cjs", args: ["--check", "--log-level", "warn", "."] },
  {
    name: "boundaries",
    program: "dependency-cruiser/bin/dependency-cruise.mjs",
    args: ["--config", ".dependency-cruiser.js", "--output-type", "err", "."],
  },
];

const waiting = CHECKS.filter(({ needs }) => needs === undefined || existsSync(join(ROOT, needs)));
let failed = 0;

await Promise.all([worker(), worker()]);
process.exitCode = failed > 0 ? 1 : 0;

async function worker() {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const started = Date.now();
    const { ok, output } = await run(check);
    if (!ok) failed += 1;
    console.log(`${ok ? "ok    " : "FAILED"}  ${check.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    if (!ok) console.log(output);
  }
}

/**
 * @param {Check} check
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function run({ program, args }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, "node_modules", program), ...args], { cwd: ROOT });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", reject).on("close", (code) => resolve({ ok: code === 0, output }));
  });
}
