import { expect, it } from "vitest";
import { marked, readMarks } from "./marks.ts";

it("takes the marks out and says where they stood", () => {
  const inner = marked("b > 1", 1);
  expect(readMarks(`if (${marked(`a && ${inner}`, 0)}) x;`)).toEqual({
    text: "if (a && b > 1) x;",
    ranges: [
      { origin: 0, start: 4, end: 14 },
      { origin: 1, start: 9, end: 14 },
    ],
  });
});

it("leaves text without an origin alone", () => expect(marked("a", null)).toBe("a"));
