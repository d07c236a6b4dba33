import { expect, it } from "vitest";
import type { FieldChange } from "../../api/index.ts";
import { trailState } from "./trail-state.ts";

const change = (proof: FieldChange["proof"]): FieldChange => ({
  sequence: proof === "older" ? 0 : 1,
  time: "2026-11-20T10:00:00.000Z",
  event: "1",
  field: "iban",
  fieldName: null,
  oldValue: null,
  newValue: "A",
  parent: null,
  proof,
});

it("tells what is proven from what nothing proves", () => {
  expect(trailState({ verified: true, broken: null, changes: [] })).toEqual({ kind: "empty" });
  expect(trailState({ verified: true, broken: null, changes: [change("proven"), change("older")] })).toEqual({
    kind: "verified",
  });
  expect(trailState({ verified: true, broken: null, changes: [change("older")] })).toEqual({ kind: "older" });
});

it("says where a trail is broken, also when none of its changes is left", () => {
  const broken = { sequence: 4, fault: "missing", of: "change" } as const;
  expect(trailState({ verified: false, broken, changes: [] })).toEqual({ kind: "broken", sequence: 4 });
});
