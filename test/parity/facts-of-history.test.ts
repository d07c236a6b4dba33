import { expect, it } from "vitest";
import {
  hasFailedEmailLookUp,
  sentRefusedLogin,
  sentSomethingAtFive,
  silenceBeforeLastVisit,
} from "./facts-of-history.ts";
import type { History } from "./history.ts";

const history = (change: Partial<History["user"]>, requests: History["requests"] = []): History => ({
  user: {
    userName: "anna",
    fired: [],
    scores: {},
    totals: { visit: 1, ip: 1, device: 1, country: 1, shared_ip: 0, shared_phone: 0 },
    sessions: [],
    ips: [],
    context: {},
    ...change,
  },
  requests,
  enrichment: {
    ip: {},
    email: { "b@c.example": { error: "Value is not found" }, "d@c.example": {} },
    phone: {},
    domain: {},
  },
  blacklisted: { emails: new Set(), phones: new Set() },
  whitelisted: { emails: new Set(), phones: new Set() },
});

it("measures silence from the end of the last session but one to the start of the last", () => {
  const sessions = [
    { created: "2026-03-11T00:00:00", lastseen: "2026-03-11T03:00:00", total_visit: 2 },
    { created: "2026-01-01T00:00:00", lastseen: "2026-01-01T01:00:00", total_visit: 2 },
    { created: "2026-02-28T00:00:00", lastseen: "2026-03-01T00:00:00", total_visit: 2 },
  ];
  expect(silenceBeforeLastVisit(history({ sessions }))).toBe(10);
  expect(silenceBeforeLastVisit(history({ sessions: sessions.slice(0, 1) }))).toBe(0);
});

it("knows a refused login from one without a code", () => {
  expect(sentRefusedLogin(history({}, [{ eventType: "account_login_fail", httpCode: "400" }]))).toBe(true);
  expect(sentRefusedLogin(history({}, [{ eventType: "account_login_fail", httpCode: "399" }]))).toBe(false);
  expect(sentRefusedLogin(history({}, [{ eventType: "account_login_fail" }]))).toBe(false);
  expect(sentRefusedLogin(history({}, [{ eventType: "page_view", httpCode: "500" }]))).toBe(false);
});

it("takes five o'clock for its first second", () => {
  expect(sentSomethingAtFive(history({}, [{ eventTime: "2026-01-01 05:00:00.999" }]))).toBe(true);
  expect(sentSomethingAtFive(history({}, [{ eventTime: "2026-01-01 05:00:01.000" }]))).toBe(false);
});

it("finds addresses whose look-up failed or never happened", () => {
  expect(hasFailedEmailLookUp(history({}, [{ emailAddress: "B@c.example" }]))).toBe(true);
  expect(hasFailedEmailLookUp(history({}, [{ emailAddress: "unheard@c.example" }]))).toBe(true);
  expect(hasFailedEmailLookUp(history({}, [{ emailAddress: "d@c.example" }, { emailAddress: "" }, {}]))).toBe(false);
});
