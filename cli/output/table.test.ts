import { expect, it } from "vitest";
import { table } from "./table.ts";

it("aligns texts to the left and numbers to the right", () =>
  expect(
    table([
      ["anna", 7, "ok"],
      ["b", 1234, ""],
    ]),
  ).toBe("anna      7  ok\nb     1,234"));

it("is empty without rows", () => expect(table([])).toBe(""));
