import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { ROOT } from "./root.js";

const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "tocsin-bounds-")));
  write("tsconfig.json", '{ "compilerOptions": { "allowImportingTsExtensions": true, "noEmit": true } }');
  write(
    "package.json",
    '{ "type": "module", "dependencies": { "kysely": "0" }, "devDependencies": { "vitest": "4" } }',
  );
  for (const library of ["kysely", "vitest"]) {
    write(`node_modules/${library}/package.json`, `{ "name": "${library}", "type": "module", "main": "index.js" }`);
    write(`node_modules/${library}/index.js`, "export const it = 1;");
  }
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** The rules that a project of these files breaks, as `file: rule`. */
async function violations(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(files)) write(path, text);
  const program = join(ROOT, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const args = [program, "--config", join(ROOT, ".dependency-cruiser.js"), "--output-type", "json", "."];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 1e8 }, (_, stdout) => resolve(stdout));
  });
  const { summary } = Report.parse(JSON.parse(output));
  return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).toSorted();
}

it("lets each folder import those before it", async () => {
  expect(
    await violations({
      "dsl/a.ts": "export const a = 1;",
      "compiler/sql/b.ts": 'import "kysely"; import { a } from "../../dsl/a.ts"; export const b = a;',
      "runtime/c.ts": 'import { b } from "../compiler/sql/b.ts"; export const c = b;',
      "server/d.ts": 'import { c } from "../runtime/c.ts"; export const d = c;',
      "cli/commands/serve.ts": 'import { d } from "../../server/d.ts"; export const e = d;',
      "studio/f.ts": 'import { g } from "../dsl/language-service/g.ts"; export const f = g;',
      "dsl/language-service/g.ts": "export const g = 1;",
      "dsl/a.test.ts": 'import "vitest"; import { h } from "../test/database/h.ts"; export const i = h;',
      "test/database/h.ts": 'import { c } from "../../runtime/c.ts"; export const h = c;',
    }),
  ).toEqual([]);
});

it("reports every arrow against the table", async () => {
  expect(
    await violations({
      "dsl/a.ts": 'import { b } from "../compiler/b.ts"; export const a = b;',
      "compiler/b.ts": "export const b = 1;",
      "runtime/c.ts": 'import { d } from "../server/d.ts"; export const c = d;',
      "server/d.ts": "export const d = 1;",
      "cli/commands/check.ts": 'import { d } from "../../server/d.ts"; export const e = d;',
      "studio/f.ts":
        'import { g } from "../dsl/parser/g.ts"; import { c } from "../runtime/c.ts"; export const f = g + c;',
      "dsl/parser/g.ts": "export const g = 1;",
      "api/h.ts": 'import { g } from "../dsl/parser/g.ts"; export const h = g;',
    }),
  ).toEqual([
    "api/h.ts: api-knows-the-language-by-type",
    "cli/commands/check.ts: cli-serves-in-one-place",
    "dsl/a.ts: dsl-imports",
    "runtime/c.ts: runtime-imports",
    "studio/f.ts: studio-imports",
    "studio/f.ts: studio-knows-the-language-service",
  ]);
});

it("reports libraries out of their place, development tools at run time, and imports of tests", async () => {
  expect(
    await violations({
      "dsl/a.ts": 'import "kysely"; import "vitest"; export const a = 1;',
      "dsl/a.test.ts": "export const b = 1;",
      "runtime/c.ts": 'import { b } from "../dsl/a.test.ts"; export const c = b;',
    }),
  ).toEqual(["dsl/a.ts: kysely-has-one-place", "dsl/a.ts: shipped", "runtime/c.ts: tests-are-not-imported"]);
});

it("reports a cycle of values but not one of types", async () => {
  expect(
    await violations({
      "dsl/a.ts": 'import { b } from "./b.ts"; export const a = (): number => b();',
      "dsl/b.ts": 'import { a } from "./a.ts"; export const b = (): number => a();',
      "dsl/c.ts": 'import type { D } from "./d.ts"; export interface C { readonly d: D }',
      "dsl/d.ts": 'import type { C } from "./c.ts"; export interface D { readonly c: C }',
    }),
  ).toEqual(["dsl/a.ts: no-cycles"]);
});

it("lets clients use Node, and nothing that their users would have to install or that is ours", async () => {
  const own = { "clients/node/package.json": '{ "type": "module" }', "clients/node/b.ts": "export const b = 1;" };
  const test = 'import "vitest"; import { d } from "../../server/d.ts"; export const c = d;';
  const allowed = {
    "clients/node/a.ts":
      'import { join } from "node:path"; import { b } from "./b.ts"; export const a = join(String(b));',
    "clients/node/a.test.ts": test,
    "server/d.ts": "export const d = 1;",
  };
  expect(await violations({ ...own, ...allowed })).toEqual([]);
  expect(await violations({ "clients/node/a.ts": test })).toEqual([
    "clients/node/a.ts: clients-bring-nothing",
    "clients/node/a.ts: clients-imports",
  ]);
});

it("reports what cannot be found", async () => {
  expect(await violations({ "dsl/a.ts": 'import "./gone.ts"; export const a = 1;' })).toEqual(["dsl/a.ts: resolvable"]);
});
