import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../scripts/root.js";
import { faultTable } from "./fault-table.ts";
import { LINES_VARIABLE, type FaultLine } from "./record-fault.ts";

/*
 * `npm run faults`: runs every fault at its full scale, prints the table and writes it into `docs/faults.md`. Takes some minutes; ends with
 * the exit code of the tests.
 */
const PAGE = join(ROOT, "docs", "faults.md");
const [BEGIN, END] = ["<!-- table -->\n", "<!-- end of table -->"];

const folder = mkdtempSync(join(tmpdir(), "tocsin-faults-"));
const file = join(folder, "lines.ndjson");
writeFileSync(file, "");
const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", "test/faults", "--no-file-parallelism", ...process.argv.slice(2)],
  {
    cwd: ROOT,
    env: { ...process.env, TOCSIN_FAULTS: "full", [LINES_VARIABLE]: file },
    stdio: "inherit",
  },
);
const lines = readFileSync(file, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as FaultLine); // written by `recordFault`
rmSync(folder, { recursive: true });
const found = faultTable(lines.toSorted((a, b) => (a.fault < b.fault ? -1 : 1)));
process.stdout.write(`${found}\n`);
if (status === 0) {
  const [before = "", rest = ""] = readFileSync(PAGE, "utf8").split(BEGIN);
  const after = rest.slice(rest.indexOf(END));
  writeFileSync(PAGE, `${before}${BEGIN}\n${found}\n\n${after}`);
}
process.exitCode = status ?? 1;
