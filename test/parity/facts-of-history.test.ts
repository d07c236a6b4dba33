import { expect, it } from "vitest";
import {
  daysSinceFirstEvent,
  hasFailedEmailLookUp,
  hasLocalAddress,
  lastEmailIsReplaced,
  sentRefusedLogin,
  sentSomethingAtFive,
  silenceBeforeLastVisit,
  someEmailIsReplaced,
} from "./facts-of-history.ts";
import { historyOf } from "./history-of.ts";
import type { History } from "./history.ts";

const history = (user: Partial<History["user"]>, requests: History["requests"] = []): History =>
  historyOf({
    user,
    requests,
    enrichment: {
      ip: { "192.0.2.7": { error: "IP is bogon" }, "203.0.113.7": { error: "Value is not found" } },
      email: { "b@c.example": { error: "Value is not found" }, "d@c.example": {} },
      phone: {},
      domain: {},
    },
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

it("tells a replaced address that is the latest from an earlier one", () => {
  const earlier = history({ context: { le_email: "b@c.example", ee_email: ["b@c.example", "unknown@localhost"] } });
  expect([lastEmailIsReplaced(earlier), someEmailIsReplaced(earlier)]).toEqual([false, true]);
  const latest = history({ context: { le_email: "broken@user.local" } });
  expect([lastEmailIsReplaced(latest), someEmailIsReplaced(latest)]).toEqual([true, true]);
  const none = history({ context: { le_email: null } });
  expect([lastEmailIsReplaced(none), someEmailIsReplaced(none)]).toEqual([false, false]);
});

it("counts days from the earliest event to the start of the day of judgement", () => {
  const sent = (...times: readonly string[]) =>
    daysSinceFirstEvent(
      history(
        {},
        times.map((eventTime) => ({ eventTime })),
      ),
    );
  expect(sent("2026-11-20 00:00:00.000")).toBe(1);
  expect(sent("2026-11-20 00:00:00.001")).toBe(0);
  expect(sent("2026-11-21 01:00:00.000")).toBe(0);
  expect(sent("2026-11-19 00:00:00.000", "2026-11-01 00:00:00.000")).toBe(20);
});

it("calls private addresses and those that the look-up called bogons local", () => {
  const from = (ip: string) =>
    hasLocalAddress(history({ ips: [{ ip, country: 0, asn: 0, checked: true, shared: 1 }] }));
  expect(["10.0.0.1", "192.0.2.7", "203.0.113.7", "8.8.8.8"].map(from)).toEqual([true, true, true, false]);
});
