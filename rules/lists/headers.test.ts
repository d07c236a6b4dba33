import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { HTTP_LIBRARIES } from "../../runtime/enrichment/http-libraries.ts";
import { loadPack } from "../../runtime/packs/load-pack.ts";

const { pack } = await loadPack({ builtIn: new URL("../..", import.meta.url).pathname });
const names = (await readdir(new URL(".", import.meta.url))).filter((name) => name.endsWith(".tocsin"));
const page = await readFile(new URL("../../docs/lists.md", import.meta.url), "utf8");

it.each(names)("%s says how it was made, whose it is and how to renew it", async (name) => {
  const text = await readFile(new URL(name, import.meta.url), "utf8");
  const head = text.slice(0, text.indexOf("\n\n"));
  for (const wanted of ["# Made:    ", "# Licence: ", "# Renew:   ", "# Figures: docs/lists.md"])
    expect(head).toContain(`\n${wanted}`);
  expect(page).toContain(`\`${name}\``);
});

it("has each entry of a list once", () => {
  for (const { name, values } of pack.lists.values())
    expect({ name, entries: values?.length ?? 0 }).toEqual({ name, entries: new Set(values).size });
});

it("names HTTP libraries as device facts do", () => {
  const given = new Set(HTTP_LIBRARIES);
  expect(pack.lists.get("http_libraries")?.values?.filter((name) => !given.has(String(name)))).toEqual([]);
});
