import { beforeAll, expect, it } from "vitest";
import { ROOT } from "../root.js";
import { bundle } from "./bundle.js";

type Outputs = Awaited<ReturnType<typeof bundle>>["metafile"]["outputs"];

/** What only the server and the database need: loading it takes longer than checking a pack. */
const HEAVY = ["@node-rs/argon2", "fastify", "kysely", "pg", "prom-client"];

let outputs: Outputs;
beforeAll(async () => {
  ({ outputs } = (await bundle(ROOT)).metafile);
});

/** The packages that a part of the bundle brings along as soon as it is loaded. */
function packagesOf(path: string, seen: Set<string> = new Set<string>()): ReadonlySet<string> {
  const packages = new Set<string>();
  if (seen.has(path)) return packages;
  seen.add(path);
  for (const { path: imported, kind, external } of outputs[path]?.imports ?? []) {
    if (kind !== "import-statement") continue;
    if (external) packages.add(imported);
    else for (const each of packagesOf(imported, seen)) packages.add(each);
  }
  return packages;
}

function partOf(source: string): string {
  const [path] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source) ?? [];
  if (path === undefined) throw new Error(`the bundle has no part for ${source}`);
  return path;
}

const heavyOf = (source: string) => HEAVY.filter((name) => packagesOf(partOf(source)).has(name));

it.each(["cli/main.ts", "cli/commands/check.ts", "cli/commands/fmt.ts"])(
  "starts %s without server and database",
  (source) => expect(heavyOf(source)).toEqual([]),
);

it("asks about stored users without the server", () =>
  expect(heavyOf("cli/commands/decide.ts")).not.toContain("fastify"));

it("serves with all of them", () => expect(heavyOf("cli/commands/serve.ts")).toEqual(HEAVY));

it("reads rules with the parser that every command about them needs", () =>
  expect(packagesOf(partOf("cli/commands/check.ts"))).toContain("chevrotain"));
