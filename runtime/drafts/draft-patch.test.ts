import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { draftPatches } from "./draft-patch.ts";

const run = promisify(execFile);
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

interface Change {
  readonly path: string;
  /** Null of a file that is new. */
  readonly before: string | null;
  readonly after: string;
}

/** The texts after `git apply` in a repository that holds the texts before. */
async function applied(changes: readonly Change[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-patch-"));
  folders.push(folder);
  const git = (...args: string[]) => run("git", ["-c", "core.autocrlf=false", ...args], { cwd: folder });
  await git("init", "--quiet");
  const files = changes.flatMap(({ path, before }) =>
    before === null ? [] : [{ path: `user/${path}`, text: before, builtin: false }],
  );
  for (const { path, text } of files) {
    const file = join(folder, path.slice("user/".length));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await git("add", "--all");
  const drafts = changes.map(({ path, after }) => ({ path: `user/${path}`, text: after }));
  const [patch] = draftPatches(files, drafts);
  await writeFile(`${folder}.patch`, patch?.patch ?? "");
  folders.push(`${folder}.patch`);
  await git("apply", "--whitespace=nowarn", "--index", `${folder}.patch`);
  return Promise.all(changes.map(({ path }) => readFile(join(folder, path), "utf8")));
}

const LINES = Array.from({ length: 40 }, (_, line) => `# line ${line}\n`).join("");

it.each<readonly [string, Change]>([
  ["a changed line", { path: "X01_a.tocsin", before: LINES, after: LINES.replace("line 20\n", "line twenty\n") }],
  ["changes far apart", { path: "X01_a.tocsin", before: LINES, after: `# head\n${LINES.replace("# line 30\n", "")}` }],
  ["a new file in a new folder", { path: "deep/er/X02_b.tocsin", before: null, after: "# new\n" }],
  ["a new file without a final newline", { path: "X02_b.tocsin", before: null, after: "# new\n# end" }],
  ["an empty new file", { path: "X02_b.tocsin", before: null, after: "" }],
  ["a file that gets its first line", { path: "X02_b.tocsin", before: "", after: "# first\n" }],
  ["a file that loses its last line", { path: "X02_b.tocsin", before: "# only\n", after: "" }],
  ["a final newline that goes", { path: "X01_a.tocsin", before: "# a\n# b\n", after: "# a\n# b" }],
  ["a final newline that comes", { path: "X01_a.tocsin", before: "# a\n# b", after: "# a\n# b\n" }],
  ["an end without newline, changed", { path: "X01_a.tocsin", before: "# a\n# b", after: "# a\n# c" }],
  ["lines that end with CRLF", { path: "X01_a.tocsin", before: "# a\r\n# b\r\n", after: "# a\r\n# c\r\n" }],
  ["CRLF that becomes LF", { path: "X01_a.tocsin", before: "# a\r\n# b\r\n", after: "# a\n# b\n" }],
  [
    "a name with spaces and letters beyond ASCII",
    { path: 'X03 läuten "zwei".tocsin', before: "# a\n", after: "# b\n" },
  ],
])("makes a patch that git applies: %s", async (_, change) => {
  expect(await applied([change])).toEqual([change.after]);
});

it("puts several files into one patch, and leaves out what is as it was", async () => {
  const changes = [
    { path: "X01_a.tocsin", before: LINES, after: `${LINES}# end\n` },
    { path: "X02_b.tocsin", before: "# same\n", after: "# same\n" },
    { path: "X03_c.tocsin", before: null, after: "# new\n" },
  ];
  expect(await applied(changes)).toEqual(changes.map(({ after }) => after));
  expect(draftPatches([{ path: "a.tocsin", text: "a", builtin: true }], [{ path: "a.tocsin", text: "a" }])).toEqual([]);
});

it("keeps Tocsin's own files apart from those of the installation", () => {
  const files = [
    { path: "rules/ip/I01_tor.tocsin", text: "# a\n", builtin: true },
    { path: "user/X01_a.tocsin", text: "# a\n", builtin: false },
  ];
  const patches = draftPatches(
    files,
    files.map(({ path }) => ({ path, text: "# b\n" })),
  );
  expect(patches.map(({ of, files: count }) => [of, count])).toEqual([
    ["builtin", 1],
    ["own", 1],
  ]);
  expect(patches[0]?.patch).toContain("--- a/rules/ip/I01_tor.tocsin\n+++ b/rules/ip/I01_tor.tocsin\n");
  expect(patches[1]?.patch).toContain("--- a/X01_a.tocsin\n");
});
