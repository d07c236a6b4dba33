import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { SingleBar } from "cli-progress";
import { openDatabase } from "../../runtime/index.ts";
import { readDataSet } from "./data-set.ts";
import { isParity, renderReport } from "./render-report.ts";
import { runParity } from "./run-parity.ts";

/*
 * `npm run parity [FOLDER]`: compares Tocsin with the recorded reference system and prints the table of differences by cause.
 * FOLDER, or TOCSIN_PARITY_DATA, holds the data; ../shared/data/parity when neither is given. Needs no database: an
 * embedded one is made and thrown away.
 */
const folder = resolve(process.argv[2] ?? process.env["TOCSIN_PARITY_DATA"] ?? "../shared/data/parity");
const dataDir = await mkdtemp(join(tmpdir(), "tocsin-parity-"));
try {
  process.exitCode = await compare();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

async function compare(): Promise<number> {
  const data = await readDataSet(folder);
  const log = { info: () => {}, warn: (text: string) => process.stderr.write(`${text}\n`) };
  const database = await openDatabase({ dataDir, log });
  const bar = new SingleBar({ format: "replay {bar} {value}/{total} {eta_formatted}", noTTYOutput: false });
  try {
    bar.start(data.steps.length, 0);
    const report = await runParity({ pool: database.pool, data, onProgress: (done) => bar.update(done) });
    bar.stop();
    process.stdout.write(`${renderReport(report)}\n`);
    return isParity(report) ? 0 : 1;
  } finally {
    bar.stop();
    await database.stop();
  }
}
