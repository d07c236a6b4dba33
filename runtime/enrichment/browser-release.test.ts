import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { releasesFile } from "../../scripts/browsers/make-releases.js";
import { releaseOf } from "./browser-release.ts";

it("has the table that the script makes of the data", async () =>
  expect(await readFile(new URL("../../data/browser-releases.json", import.meta.url), "utf8")).toBe(releasesFile()));

const fork =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/100.0.4896.60 Safari/537.36";

it.each([
  ["Chrome", "100.0", "", "2022-03-29"],
  ["Firefox", "91.0", "", "2021-08-10"],
  ["Safari", "17.1", "", "2023-10-25"],
  ["Internet Explorer", "11.0", "", "2013-10-17"],
  // A fork has versions of its own and the age of its Chromium.
  ["Vivaldi", "5.2", fork, "2022-03-29"],
  ["Vivaldi", "5.2", "Vivaldi", null],
  ["Chrome", "9999.0", fork, null],
  ["curl", "8.4", "curl/8.4.0", null],
  [null, null, "", null],
])("%s %s came out on the day of the table", (browser, version, userAgent, day) =>
  expect(releaseOf({ browser, version, userAgent })).toEqual(day === null ? null : new Date(day)),
);
