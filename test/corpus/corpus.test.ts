import { readFile } from "node:fs/promises";
import crawlers from "crawler-user-agents";
import { expect, it } from "vitest";
import type { RunQuery } from "../../compiler/verify/compare-targets.ts";
import { emptyDatabase } from "../database/test-database.ts";
import { hitsAmongAgents, hitsAmongEmails, hitsAmongUrls, readCorpus } from "./judge-corpus.ts";

const database = emptyDatabase();
const run: RunQuery = async ({ sql, parameters }) => {
  const { rows } = await database.pool.query<Record<string, unknown>>({ text: sql, values: [...parameters] });
  return rows;
};

it("finds no attack in ordinary addresses", async () => {
  const urls = await readCorpus("ordinary-urls.txt");
  expect(urls.length).toBeGreaterThan(670);
  expect(await hitsAmongUrls(urls)).toEqual([]);
  expect(await hitsAmongUrls(urls, run)).toEqual([]);
});

it("finds no attack in ordinary user agents", async () => {
  const agents = await readCorpus("ordinary-user-agents.txt");
  expect(agents.length).toBeGreaterThan(600);
  expect(await hitsAmongAgents(agents)).toEqual([]);
  expect(await hitsAmongAgents(agents, run)).toEqual([]);
});

/** How many are found; docs/lists.md has the same figures. */
const FOUND = [
  ["attacks/sql.txt", 275],
  ["attacks/script.txt", 200],
  ["attacks/traversal.txt", 206],
  ["attacks/command.txt", 210],
  ["attacks/template.txt", 175],
  ["attacks/ssrf.txt", 200],
  ["attacks/secrets.txt", 210],
  ["attacks/admin.txt", 220],
  ["attacks/shells.txt", 190],
  ["attacks/dumps.txt", 200],
] as const;

it.each(FOUND)("finds what it did in %s, on both targets", async (name, found) => {
  const attacks = await readCorpus(name);
  expect(attacks.length).toBeGreaterThanOrEqual(200);
  const hits = await hitsAmongUrls(attacks);
  expect(hits.length).toBe(found);
  expect(await hitsAmongUrls(attacks, run)).toEqual(hits);
});

/** Texts of others that were never looked at for the lists: what they find there says more than our own corpus can. */
const HELD_OUT = [
  ["held-out/naughty-strings.txt", 221],
  ["held-out/restricted-files.txt", 35],
  ["held-out/ssrf-targets.txt", 30],
] as const;

it.each(HELD_OUT)("finds what it did in %s, on both targets", async (name, found) => {
  const attacks = await readCorpus(name);
  const hits = await hitsAmongUrls(attacks);
  expect(hits.length).toBe(found);
  expect(await hitsAmongUrls(attacks, run)).toEqual(hits);
  const page = await readFile(new URL("../../docs/lists.md", import.meta.url), "utf8");
  expect(page).toContain(`| \`${name.replace("held-out/", "")}\` | ${found} of ${attacks.length} |`);
});

it("finds what it did among scanners that another list names", async () => {
  const agents = taggedAsScanner();
  const hits = await hitsAmongAgents(agents);
  const page = await readFile(new URL("../../docs/lists.md", import.meta.url), "utf8");
  expect(page).toContain(`| \`crawler-user-agents\`, \`scanner\` | ${hits.length} of ${agents.length} |`);
});

it("finds what it did among the user agents of scanners, on both targets", async () => {
  const agents = await readCorpus("scanner-agents.txt");
  expect(agents.length).toBeGreaterThan(100);
  const hits = await hitsAmongAgents(agents);
  expect(hits.length).toBe(107);
  expect(await hitsAmongAgents(agents, run)).toEqual(hits);
});

/** Ordinary addresses that E03 takes for made up; docs/lists.md names them. */
const MISTAKEN = [
  "fake2002@shop.example",
  "r.bar-test@studio.example",
  "bar-test.refael@clinic.example",
  "noreply-santosoj5@inbox.example",
  "jnoreply-santoso@webmail.example",
  "mehmet1234@mail.example",
  "john.doe@law.example",
  "camille.test@courrier.example",
];

it("takes few ordinary e-mail addresses for made up", async () => {
  const addresses = await readCorpus("ordinary-emails.txt");
  expect(addresses.length).toBeGreaterThan(800);
  expect(await hitsAmongEmails(addresses)).toEqual(MISTAKEN);
  expect(await hitsAmongEmails(addresses, run)).toEqual(MISTAKEN);
});

it("finds what it did among e-mail addresses that are made up, on both targets", async () => {
  const addresses = await readCorpus("made-up-emails.txt");
  const hits = await hitsAmongEmails(addresses);
  expect(hits.length).toBe(251);
  expect(await hitsAmongEmails(addresses, run)).toEqual(hits);
});

it("has the figures in docs/lists.md", async () => {
  const page = await readFile(new URL("../../docs/lists.md", import.meta.url), "utf8");
  for (const [name, found] of FOUND) {
    const kind = name.replace(/^attacks\/|\.txt$/g, "");
    expect(page).toContain(`| ${kind} | ${found} of ${(await readCorpus(name)).length} |`);
  }
  expect(page).toContain(`${MISTAKEN.length} of ${(await readCorpus("ordinary-emails.txt")).length}`);
  expect(page).toContain(`251 of ${(await readCorpus("made-up-emails.txt")).length}`);
  for (const address of MISTAKEN) expect(page).toContain(`\`${address}\``);
});

/** The list's own types leave out its tags. */
function taggedAsScanner(): readonly string[] {
  return crawlers.flatMap(({ instances, tags }: { instances: readonly string[]; tags?: readonly string[] }) =>
    tags?.includes("scanner") === true ? instances : [],
  );
}
