import { expect, it } from "vitest";
import { ApiError } from "../client/api-error.ts";
import { text } from "../text/text.ts";
import { signInSentence } from "./sign-in-sentence.ts";

it("tells wrong credentials from a server that cannot be reached", () => {
  expect(signInSentence(new ApiError("wrong_credentials", ""))).toBe(text.signIn.errors.wrong_credentials);
  expect(signInSentence(new ApiError("unreachable", ""))).toBe(text.signIn.errors.unreachable);
});

it("never shows the words of an unforeseen error", () => {
  expect(signInSentence(new ApiError("internal", "stack trace"))).toBe(text.signIn.errors.other);
  expect(signInSentence(new Error("boom"))).toBe(text.signIn.errors.other);
});
