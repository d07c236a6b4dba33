import { expect, it } from "vitest";
import { cutBytes, storableText } from "./text.ts";

it("removes NUL and lone surrogates and keeps pairs", () => expect(storableText("a\0b\ud83dc\ude00😀")).toBe("abc😀"));

it("cuts between characters, never inside one", () => {
  expect(cutBytes("é".repeat(60), 100)).toBe("é".repeat(50));
  expect(cutBytes("a" + "é".repeat(60), 100)).toBe("a" + "é".repeat(49));
  expect(cutBytes("😀😀", 7)).toBe("😀");
});

it("keeps a text of exactly the limit", () => expect(cutBytes("a".repeat(100), 100)).toBe("a".repeat(100)));
