import { expect, it } from "vitest";
import { applyFix } from "../../dsl/language-service/index.ts";
import { addedBlock } from "./added-block.ts";

const added = (text: string) => applyFix(text, addedBlock("a.tocsin", text, "test {\n}\n", "t"));

it("adds behind one empty line, and ends the text with a line", () => {
  expect(added("rule {\n}\n\n\n")).toBe("rule {\n}\n\ntest {\n}\n");
  expect(added("")).toBe("test {\n}\n");
});
