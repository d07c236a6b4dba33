import { expect, it } from "vitest";
import { generatePassword, hashPassword, passwordMatches } from "./passwords.ts";

it("knows the right password from a wrong one", async () => {
  const stored = await hashPassword("correct horse");
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordMatches(stored, "correct horse")).toBe(true);
  expect(await passwordMatches(stored, "correct horsf")).toBe(false);
});

it("never matches an operator that does not exist", async () => expect(await passwordMatches(null, "")).toBe(false));

it("generates long passwords that differ", () => {
  expect(generatePassword()).toMatch(/^[\w-]{24}$/);
  expect(generatePassword()).not.toBe(generatePassword());
});
