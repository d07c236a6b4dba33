import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { demoFacts } from "./facts.ts";
import type { DemoEvent } from "./story.ts";

/** Writes the facts of the demo's addresses into the data folder, where every later start with `--demo` finds them; returns the path. */
export async function writeDemoFacts(dataDir: string, events: readonly DemoEvent[]): Promise<string> {
  // 0700 like everything the installation makes there.
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, "demo-facts.json");
  await writeFile(path, `${JSON.stringify(demoFacts(events), null, 2)}\n`);
  return path;
}
