import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, it } from "vitest";
import { createRuleFolder, type RuleFolder } from "./rule-folder.ts";
import { textHash } from "./text-hash.ts";

const parents: string[] = [];
let parent = "";
let root = "";
let folder: RuleFolder;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "tocsin-folder-"));
  parents.push(parent);
  root = join(parent, "rules");
  await mkdir(root);
  await writeFile(join(root, "X01_a.tocsin"), "# a\n");
  folder = createRuleFolder(root);
});
afterAll(() => Promise.all(parents.map((each) => rm(each, { recursive: true, force: true }))));

const A = { path: "X01_a.tocsin", expected: textHash("# a\n") };
const text = (path: string) => readFile(join(root, path), "utf8");

it("replaces a file that is as its author knows it, and keeps who may read it", async () => {
  await chmod(join(root, A.path), 0o640);
  expect(await folder.save({ ...A, text: "# ä\r\n" })).toEqual({ kind: "done" });
  expect(await text(A.path)).toBe("# ä\r\n");
  expect((await lstat(join(root, A.path))).mode & 0o777).toBe(0o640);
  expect(await readdir(root)).toEqual([A.path]);
});

it("leaves a file alone that somebody else changed meanwhile", async () => {
  await writeFile(join(root, A.path), "# theirs\n");
  expect(await folder.save({ ...A, text: "# mine\n" })).toEqual({ kind: "conflict" });
  expect(await folder.remove(A)).toEqual({ kind: "conflict" });
  expect(await folder.rename({ ...A, to: "X02_b.tocsin" })).toEqual({ kind: "conflict" });
  expect(await text(A.path)).toBe("# theirs\n");
});

it("makes a new file with its folders, once", async () => {
  const file = { path: "deep/er/X02_b.tocsin", expected: null, text: "# b\n" };
  const kinds = (await Promise.all([folder.save(file), folder.save(file)])).map(({ kind }) => kind);
  expect(kinds).toEqual(["done", "conflict"]);
  expect(await text(file.path)).toBe("# b\n");
});

it("renames and removes, and never takes the place of another file", async () => {
  await writeFile(join(root, "X02_b.tocsin"), "# b\n");
  expect(await folder.rename({ ...A, to: "X02_b.tocsin" })).toEqual({ kind: "conflict" });
  expect(await folder.rename({ ...A, to: "sub/X03_c.tocsin" })).toEqual({ kind: "done" });
  expect(await folder.remove({ path: "sub/X03_c.tocsin", expected: A.expected })).toEqual({ kind: "done" });
  expect(await folder.remove({ path: "sub/X03_c.tocsin", expected: A.expected })).toEqual({ kind: "conflict" });
  expect(await readdir(root)).toEqual(["X02_b.tocsin", "sub"]);
});

it.each([
  "../X09.tocsin",
  "sub/../../X09.tocsin",
  "/tmp/X09.tocsin",
  "./X09.tocsin",
  ".hidden.tocsin",
  ".git/X09.tocsin",
  "node_modules/X09.tocsin",
  "X09.txt",
  "X09.tocsin/",
  "sub\\X09.tocsin",
  "C:X09.tocsin",
  "X09\u0000.tocsin",
  "1/2/3/4/5/6/7/8/X09.tocsin",
])("refuses the path %j", async (path) => {
  expect(await folder.save({ path, expected: null, text: "# x\n" })).toMatchObject({ kind: "refused" });
  expect(await folder.rename({ ...A, to: path })).toMatchObject({ kind: "refused" });
  expect(await readdir(parent)).toEqual(["rules"]);
});

it("changes nothing when what comes before the change fails, and asks for it only where a change would follow", async () => {
  let asked = 0;
  const before = () => {
    asked += 1;
    return Promise.reject(new Error("no"));
  };
  for (const change of [
    () => folder.save({ ...A, text: "# b\n" }, before),
    () => folder.save({ path: "sub/X02_b.tocsin", expected: null, text: "# b\n" }, before),
    () => folder.rename({ ...A, to: "sub/X03_c.tocsin" }, before),
    () => folder.remove(A, before),
  ])
    await expect(change()).rejects.toThrow("no");
  expect(await readdir(root)).toEqual([A.path]);
  expect(await text(A.path)).toBe("# a\n");
  expect(await folder.save({ ...A, expected: null, text: "# b\n" }, before)).toEqual({ kind: "conflict" });
  expect(asked).toBe(4);
});

it("follows no link, neither of a folder nor of a file", async () => {
  const outside = join(parent, "outside");
  await mkdir(outside);
  await writeFile(join(outside, "X05_e.tocsin"), "# e\n");
  await symlink(outside, join(root, "link"));
  await symlink(join(outside, "X05_e.tocsin"), join(root, "X05_e.tocsin"));
  const expected = textHash("# e\n");
  for (const path of ["link/X05_e.tocsin", "X05_e.tocsin"]) {
    expect(await folder.save({ path, expected, text: "# x\n" })).toMatchObject({ kind: "refused" });
    expect(await folder.remove({ path, expected })).toMatchObject({ kind: "refused" });
  }
  expect(await folder.save({ path: "link/new.tocsin", expected: null, text: "" })).toMatchObject({ kind: "refused" });
  expect(await folder.rename({ ...A, to: "link/X01_a.tocsin" })).toMatchObject({ kind: "refused" });
  expect(await readFile(join(outside, "X05_e.tocsin"), "utf8")).toBe("# e\n");
  expect(await readdir(outside)).toEqual(["X05_e.tocsin"]);
});

it("refuses a folder that stands where a file should, and the other way round", async () => {
  await mkdir(join(root, "sub.tocsin"));
  expect(await folder.save({ path: "sub.tocsin", expected: null, text: "" })).toMatchObject({ kind: "refused" });
  const below = { path: `${A.path}/X02.tocsin`, expected: null, text: "" };
  expect(await folder.save(below)).toMatchObject({ kind: "refused" });
});
