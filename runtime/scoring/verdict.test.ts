import { expect, it } from "vitest";
import { verdictOf } from "./verdict.ts";

const since = new Date(0);
const none = { blacklist: false, enter_review: false, leave_review: false };

it.each([
  ["an ordinary user", { decision: null, reviewSince: null }, none, "allow"],
  ["who enters the queue", { decision: null, reviewSince: null }, { ...none, enter_review: true }, "review"],
  ["who stays in the queue", { decision: null, reviewSince: since }, none, "review"],
  [
    "whom the score lifts out of the queue",
    { decision: null, reviewSince: since },
    { ...none, leave_review: true },
    "allow",
  ],
  [
    "whom the score blacklists",
    { decision: null, reviewSince: null },
    { ...none, enter_review: true, blacklist: true },
    "block",
  ],
  ["who is blacklisted", { decision: "blacklist", reviewSince: null }, none, "block"],
  ["who is whitelisted, still in the queue", { decision: "whitelist", reviewSince: since }, none, "allow"],
] as const)("says of %s", (_, user, row, verdict) => expect(verdictOf(user, row)).toBe(verdict));
