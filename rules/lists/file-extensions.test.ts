import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { loadPack } from "../../runtime/packs/load-pack.ts";

const { pack } = await loadPack({ builtIn: new URL("../..", import.meta.url).pathname });
const written = await readFile(new URL("file-extensions.tocsin", import.meta.url), "utf8");
const categories = [...pack.lists.values()].filter(({ name }) => written.includes(`list ${name} :`));
const extensions = categories.flatMap(({ values }) => (values ?? []).map(String));

it("has an attribute for each category", () => {
  const attributes = new Set(pack.attributes.map(({ name }) => name));
  expect(categories.map(({ name }) => `event_${name}`).filter((name) => !attributes.has(name))).toEqual([]);
  expect(categories.length).toBeGreaterThan(12);
});

it("has each extension in one category only", () => {
  expect(extensions.filter((extension, i) => extensions.indexOf(extension) !== i)).toEqual([]);
});

it("writes each in lower case, with its dot", () => {
  expect(extensions.filter((extension) => !/^\.[a-z0-9]+$/.test(extension))).toEqual([]);
});
