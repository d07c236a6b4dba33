import { expect, it } from "vitest";
import { checkedPattern } from "./create-matcher.ts";
import { neededCharacters } from "./needed-characters.ts";

const needed = (text: string, ignoringCase: boolean = false) =>
  neededCharacters(checkedPattern(text, ignoringCase))
    ?.map(({ low, high }) => String.fromCodePoint(...(low === high ? [low] : [low, high])))
    .join(" ") ?? null;

it("takes the rarest part of a sequence", () => {
  expect(needed("a<b")).toBe("<");
  expect(needed("(\\.|%2e){2}\\/x")).toBe("x");
  expect(needed("[0-9]+[é-ü]")).toBe("éü");
});

it("needs one of each option of a choice", () => {
  expect(needed("(<|%3c)script")).toBe("% <");
  expect(needed("a|b?")).toBeNull();
});

it("needs nothing of what may be left out", () => {
  expect(needed("x*")).toBeNull();
  expect(needed("^$")).toBeNull();
  expect(needed("x?y{0,3}z+", true)).toBe("Z z");
});
