import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { runtimeTester, type RuntimeTester } from "../testing/runtime-tester.ts";
import { decide } from "./decide.ts";
import { searchBlacklist } from "./search-blacklist.ts";

const database = testDatabase();
let tester: RuntimeTester;
beforeAll(async () => {
  tester = await runtimeTester(database.pool);
  const fields = { emailAddress: "Bad@Gmail.com", phoneNumber: "+49 151 12345678" };
  await tester.send({ userName: "bad one", ipAddress: "85.9.9.9", ...fields });
  await tester.send({ userName: "good", ipAddress: "85.9.9.8" });
  await decide(tester.store, { appId: tester.appId, userName: "bad one", decision: "blacklist", operatorId: 1 });
});

it.each([
  ["bad one", true],
  ["85.9.9.9", true],
  ["::ffff:85.9.9.9", true],
  ["bad@gmail.com", true],
  ["BAD@GMAIL.COM", true],
  ["+4915112345678", true],
  ["+49 151 12345678", true],
  ["good", false],
  ["85.9.9.8", false],
  ["nobody", false],
  ["", false],
  ["bad\0", false],
  ["bad\0 one", true],
  ["' or '1'='1", false],
])("answers for `%s`", async (value, listed) =>
  expect(await searchBlacklist(tester.store, tester.appId, value)).toBe(listed),
);

it("finds what the sensor had to cut", async () => {
  const userName = "é".repeat(80);
  const phoneNumber = "+49 151 12345678 0000 0000";
  await tester.send({ userName, ipAddress: "85.9.9.7", phoneNumber });
  await decide(tester.store, {
    appId: tester.appId,
    userName: "é".repeat(50),
    decision: "blacklist",
    operatorId: null,
  });
  for (const value of [userName, phoneNumber])
    expect(await searchBlacklist(tester.store, tester.appId, value)).toBe(true);
});

it("knows nothing of other apps", async () => {
  const other = await runtimeTester(database.pool);
  expect(await searchBlacklist(other.store, other.appId, "85.9.9.9")).toBe(false);
});

it("says when there is no such user", async () =>
  expect(
    await decide(tester.store, { appId: tester.appId, userName: "nobody", decision: "review", operatorId: 1 }),
  ).toBeNull());

it("clears everything with the whitelist", async () => {
  const status = await decide(tester.store, {
    appId: tester.appId,
    userName: "bad one",
    decision: "whitelist",
    operatorId: 1,
  });
  expect(status).toBe("whitelisted");
  for (const value of ["bad one", "85.9.9.9", "bad@gmail.com", "+4915112345678"])
    expect(await searchBlacklist(tester.store, tester.appId, value)).toBe(false);
});
