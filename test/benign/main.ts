import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateToLatest, openDatabase } from "../../runtime/index.ts";
import { ROOT } from "../../scripts/root.js";
import { falsePositives } from "./false-positives.ts";

/*
 * `npm run false-positives`: judges the honest people by the rules and writes `docs/rules/false-positives.md`. Needs no
 * database: an embedded one is made and thrown away.
 */
const dataDir = await mkdtemp(join(tmpdir(), "tocsin-honest-"));
const log = { info: () => {}, warn: (text: string) => process.stderr.write(`${text}\n`) };
const database = await openDatabase({ dataDir, log });
try {
  await migrateToLatest(database.pool);
  await writeFile(join(ROOT, "docs", "rules", "false-positives.md"), await falsePositives(database.pool, ROOT));
} finally {
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}
