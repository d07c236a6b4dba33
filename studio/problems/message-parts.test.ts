import { expect, it } from "vitest";
import { messageParts } from "./message-parts.ts";

const shape = (message: string) => messageParts(message).map(({ code, text }) => (code ? { code: text } : text));

it("sets what stands in back-ticks as code", () => {
  expect(shape("unknown name `a_b`; did you mean `a`?")).toEqual([
    "unknown name ",
    { code: "a_b" },
    "; did you mean ",
    { code: "a" },
    "?",
  ]);
});

it("leaves a message without pairs alone", () => {
  expect(shape("a ` alone")).toEqual(["a ` alone"]);
  expect(shape("")).toEqual([]);
});
