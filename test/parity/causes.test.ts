import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { CAUSES } from "./causes.ts";
import { historyOf } from "./history-of.ts";

it("has a heading in docs/parity.md for each cause, in the same order, and no other", async () => {
  const page = await readFile(new URL("../../docs/parity.md", import.meta.url), "utf8");
  const headings = [...page.matchAll(/^### (.+)$/gm)].map((match) => match[1]);
  expect(headings).toEqual(CAUSES.map(({ name }) => name));
});

it("says in docs/parity.md which causes are announced", async () => {
  const page = await readFile(new URL("../../docs/parity.md", import.meta.url), "utf8");
  for (const { name, announced } of CAUSES) {
    const [, text = ""] = page.split(`### ${name}\n\n`);
    expect(text.startsWith(announced ? "Announced." : "At most 20 pairs."), name).toBe(true);
  }
});

const causesOf = (rule: string, expected: boolean, history: ReturnType<typeof historyOf>): readonly string[] =>
  CAUSES.filter(({ explains }) => explains({ rule, expected, history })).map(({ name }) => name);

it("blames a list only where the list decides over what was sent as Tocsin did", () => {
  const sent = (found: boolean) => historyOf({ requests: [{ userCreated: "2026-01-01" }], judgeTexts: () => found });
  expect(causesOf("B06", false, sent(true))).toEqual(["pattern lists are our own"]);
  expect(causesOf("B06", true, sent(false))).toEqual(["pattern lists are our own"]);
  expect(causesOf("B06", false, sent(false))).toEqual([]);
  expect(causesOf("B06", true, sent(true))).toEqual([]);
  expect(causesOf("B05", false, sent(true))).toEqual([]);
});

it("misses only users that were made up for nameless requests, and only what they matched", () => {
  const nameless = new Set(["N/A"]);
  const cause = "requests without a userName are refused";
  expect(causesOf("C12", true, historyOf({ user: { userName: "N/A" }, nameless }))).toEqual([cause]);
  expect(causesOf("C12", false, historyOf({ user: { userName: "N/A" }, nameless }))).toEqual([]);
  expect(causesOf("C12", true, historyOf({ user: { userName: "lost" }, nameless }))).toEqual([]);
});

it("moves an account without userCreated from the first day to the age of its first event, and to no other", () => {
  const cause = "users without userCreated exist since their first event";
  const since = historyOf({ requests: [{ eventTime: "2026-11-01 10:00:00.000" }] });
  expect(causesOf("B11", true, since)).toEqual([cause]);
  expect(causesOf("B13", false, since)).toEqual([cause]);
  for (const rule of ["B12", "B14", "B15", "B16"]) expect(causesOf(rule, false, since)).toEqual([]);
  expect(causesOf("B13", true, since)).toEqual([]);
});
