import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newCheck } from "./new/check.js";
import { ROOT } from "./root.js";

/* `npm run new -- check <name>`: a lint that compiles, its test, its page, its line in the catalogue and in the registry. */
const [kind, name] = process.argv.slice(2);
if (kind !== "check" || name === undefined) {
  console.error("usage: npm run new -- check <name>, where the name is in-kebab-case");
  process.exit(1);
}
const pages = readdirSync(join(ROOT, "docs/diagnostics"));
const read = (/** @type {string} */ path) => readFileSync(join(ROOT, path), "utf8");
try {
  const files = newCheck(name, { pages, read, exists: (path) => existsSync(join(ROOT, path)) });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
    console.log(path);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
