import { beforeAll, expect, it } from "vitest";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
let cookie = "";
beforeAll(async () => {
  cookie = await tester.signIn();
});

const put = (timeZone: unknown, as = cookie) =>
  tester.send("PUT", "/api/v1/settings/time-zone", { cookie: as, json: { timeZone } });

it("takes a time zone for the events that come, says so in the session and notes who set it", async () => {
  expect(await put("Asia/Tokyo")).toMatchObject({ status: 200, json: { timeZone: "Asia/Tokyo" } });
  expect((await tester.send("GET", "/api/v1/session", { cookie })).json).toMatchObject({
    apps: [{ name: "main", timeZone: "Asia/Tokyo" }],
  });
  expect((await tester.send("GET", "/api/v1/operator-actions", { cookie })).json).toMatchObject({
    actions: [{ kind: "time_zone_set", operator: tester.first().email, details: { timeZone: "Asia/Tokyo" } }],
  });
});

it("stores the hour that an event has there", async () => {
  const eventTime = "2026-11-20 10:30:00";
  expect((await tester.sendEvent({ userName: "anna", ipAddress: "10.0.0.1", url: "/", eventTime })).status).toBe(200);
  const { rows } = await tester.database.pool.query("select local_hour from events");
  expect(rows).toEqual([{ local_hour: 19 }]);
});

it("refuses what is no time zone, and whoever is not signed in", async () => {
  expect(await put("Mars/Olympus")).toMatchObject({
    status: 400,
    json: { code: "invalid_request", message: "body/timeZone: no time zone has this name" },
  });
  expect((await put("")).status).toBe(400);
  expect((await put("UTC", "")).status).toBe(401);
});
