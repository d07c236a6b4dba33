import { existsSync } from "node:fs";
import { layoutOf } from "./layout.ts";
import { currentHome } from "./settlement.ts";

/** Whether a database was made in this data folder; starting one makes it. Changes nothing. */
export function hasEmbeddedDatabase(dataDir: string): boolean {
  return existsSync(layoutOf(dataDir, currentHome(dataDir)).cluster);
}
