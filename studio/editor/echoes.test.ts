import { expect, it } from "vitest";
import { createEchoes } from "./echoes.ts";

it("knows its own words although they come back late and with gaps", () => {
  const echoes = createEchoes();
  for (const text of ["a", "ab", "abc"]) echoes.emitted(text);
  expect(echoes.isEcho("ab")).toBe(true);
  expect(echoes.isEcho("abc")).toBe(true);
  expect(echoes.isEcho("abc")).toBe(true);
});

it("takes anything else for a change made elsewhere", () => {
  const echoes = createEchoes();
  echoes.emitted("a");
  expect(echoes.isEcho("reverted")).toBe(false);
  echoes.clear();
  expect(echoes.isEcho("a")).toBe(false);
});

it("forgets what was said before a word that came back", () => {
  const echoes = createEchoes();
  echoes.emitted("old");
  echoes.emitted("new");
  expect(echoes.isEcho("new")).toBe(true);
  expect(echoes.isEcho("old")).toBe(false);
});
