import { expect, it } from "vitest";
import { extendSession, opensSession } from "./session-rule.ts";

const minute = 60_000;
const at = (minutes: number) => minutes * minute;
const session = (from: number, to: number) => ({ started: at(from), lastSeen: at(to) });

it("opens the first session", () => expect(opensSession(null, null, at(0))).toBe(true));

it("keeps a session over a pause of exactly 30 minutes", () =>
  expect(opensSession(session(0, 10), at(10), at(40))).toBe(false));

it("opens a session after a pause of more than 30 minutes", () =>
  expect(opensSession(session(0, 10), at(10), at(40) + 1)).toBe(true));

it("opens a session for an event that arrives more than 30 minutes late", () =>
  expect(opensSession(session(60, 90), at(90), at(59))).toBe(true));

it("keeps a session that spans exactly four hours", () =>
  expect(opensSession(session(0, 240), at(240), at(250))).toBe(false));

it("ends a session that spans more than four hours", () =>
  expect(opensSession(session(0, 241), at(241), at(245))).toBe(true));

it("moves the start back for a late event of the same session", () =>
  expect(extendSession(session(20, 30), at(15))).toEqual(session(15, 30)));
