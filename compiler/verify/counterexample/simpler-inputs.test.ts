import fc from "fast-check";
import { expect, it } from "vitest";
import type { UserInput } from "../../../dsl/testing/user-input.ts";
import { createDraw } from "../arbitraries/draw.ts";
import { AS_OF } from "../arbitraries/pools.ts";
import { generateUser } from "../arbitraries/user.ts";
import { inputsOfUser } from "./input-of-user.ts";
import { shrinkInput } from "./shrink-input.ts";
import { simplerInputs } from "./simpler-inputs.ts";

/** Shrinking takes one of these after the other: none may lead back. */
function size({ user, sources }: UserInput): number {
  return JSON.stringify([user, sources]).length;
}

it("says the same in fewer words, never in more", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff), { maxLength: 600 }), (numbers) => {
      const [input] = inputsOfUser(generateUser(createDraw(numbers)));
      if (input === undefined) throw new Error("every user is said somehow");
      for (const simpler of simplerInputs(input, AS_OF)) {
        expect(simpler).not.toEqual(input);
        // A time may become the judged moment, which is as long; `false` is one longer than `true`.
        expect(size(simpler)).toBeLessThanOrEqual(size(input) + 1);
      }
    }),
    { numRuns: 20 },
  );
});

it("ends at what is needed", async () => {
  const input: UserInput = {
    user: { name: "anna", event_count: 40 },
    sources: { events: [{ url: "/a" }, { url: "/wanted", http_code: 404 }], ips: [{ tor: true }] },
  };
  const needed = ({ sources }: UserInput) =>
    (sources.events ?? []).some(({ url }) => typeof url === "string" && url.includes("w"));
  expect(await shrinkInput(input, AS_OF, async (inputs) => inputs.map(needed))).toEqual({
    user: {},
    sources: { events: [{ url: "w" }] },
  });
});
