import { expect, it } from "vitest";
import type { DryRunResult } from "./dry-run-result.ts";
import { restateUser } from "./restate-user.ts";

const RESULT: DryRunResult = {
  text: "rule X01",
  whole: true,
  answer: {
    kind: "judged",
    rule: { id: "X01", title: "x" },
    tested: 2,
    matched: 2,
    unknown: 0,
    whyUnknown: { looked: 0, reasons: [] },
    tier: "sample",
    asOf: "2026-03-01T00:00:00.000Z",
    milliseconds: 3,
    currentFields: [],
    crowded: [],
    users: ["a", "b"].map((name) => ({
      name,
      score: 50,
      status: "normal",
      lastSeen: "2026-03-01T00:00:00.000Z",
      because: null,
    })),
    difference: {
      isNew: false,
      gained: {
        count: 1,
        users: [{ name: "b", score: 50, status: "normal", lastSeen: "2026-03-01T00:00:00.000Z" }],
      },
      lost: { count: 0, users: [] },
    },
    overlap: null,
    scores: null,
  },
};

it("restates the one user and leaves the others alone", () => {
  const after = restateUser({ name: "b", score: 40, status: "blacklisted" })(RESULT);
  expect(after?.answer).toMatchObject({
    users: [
      { name: "a", score: 50, status: "normal" },
      { name: "b", score: 40, status: "blacklisted" },
    ],
    difference: { gained: { count: 1, users: [{ name: "b", score: 40, status: "blacklisted" }] } },
  });
});

it("leaves a refused run and a run that never was as they are", () => {
  const refused: DryRunResult = { text: "", whole: true, answer: { kind: "refused", diagnostics: [] } };
  const restate = restateUser({ name: "b", score: 40, status: "blacklisted" });
  expect(restate(refused)).toBe(refused);
  expect(restate(undefined)).toBeUndefined();
});
