import { expect, it } from "vitest";
import { choiceOf, NO_LIMIT, sentLimit } from "./limit-choice.ts";

it.each([
  ["off", { rateLimit: "off" }],
  ["reference", { rateLimit: "reference" }],
  ["50/s burst 200", { rateLimit: "50/s", burst: 200 }],
])("sends what the limit %s was chosen by", (limit, sent) => expect(sentLimit(choiceOf(limit))).toEqual(sent));

it("leaves the burst to the server when none is given, and sends nothing that is no rate", () => {
  expect(sentLimit({ kind: "rate", rate: "600/min", burst: "" })).toEqual({ rateLimit: "600/min" });
  expect(sentLimit({ kind: "rate", rate: "fast", burst: 3 })).toBeNull();
  expect(sentLimit(NO_LIMIT)).toEqual({ rateLimit: "off" });
});
