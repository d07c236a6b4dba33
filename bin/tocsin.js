#!/usr/bin/env node
import { existsSync } from "node:fs";

// A checkout has the sources beside it and rebuilds what is older than they are; an installed package has only dist/.
const fromSources = existsSync(new URL("../cli/main.ts", import.meta.url));
if (fromSources) {
  const { buildBundle } = await import("../scripts/build/bundle.js");
  const { ROOT } = await import("../scripts/root.js");
  await buildBundle(ROOT);
}
await import(new URL("../dist/cli.js", import.meta.url).href);
