import { expect, it } from "vitest";
import type { DryRunUser } from "../../api/index.ts";
import { sharedReason } from "./shared-reason.ts";

const users = (...reasons: readonly (string | null)[]): readonly DryRunUser[] =>
  reasons.map((because, n) => ({
    name: `user-${n}`,
    score: 50,
    status: "normal",
    lastSeen: "2026-03-01T00:00:00.000Z",
    because,
  }));

it("finds the one reason of several users", () => expect(sharedReason(users("a", "a", "a"))).toBe("a"));

it.each([[[]], [["a"]], [["a", "b"]], [["a", null]], [[null, null]]])("leaves %j to the rows", (reasons) => {
  expect(sharedReason(users(...reasons))).toBeNull();
});
