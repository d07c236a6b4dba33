import { afterAll, expect, it } from "vitest";
import { dnsServer } from "../runtime/lookups/testing/dns-server.ts";
import { serverTester } from "./testing/server-tester.ts";

const names = await dnsServer({ "takes-mail.com": ["mx.takes-mail.com"] });
afterAll(() => names.close());
const tester = serverTester({ TOCSIN_LOOKUPS: "mx", TOCSIN_DNS_SERVERS: names.address });

it("acknowledges an event, asks for the domain of its e-mail address, and judges the user by the answer", async () => {
  for (const domain of ["takes-mail.com", "takes-none.com"]) {
    const eventTime = new Date().toISOString().slice(0, 19).replace("T", " ");
    const fields = { userName: `at ${domain}`, emailAddress: `anna@${domain}`, ipAddress: "85.10.20.30", url: "/" };
    expect((await tester.sendEvent({ ...fields, eventTime })).status).toBe(200);
  }
  const { pool } = tester.server().store;
  const matched = async () =>
    (
      await pool.query<{ name: string }>(
        `select name from users join scores using (user_id) where matched @> '[{"rule": "E14"}]' and due_at is null`,
      )
    ).rows;
  await expect.poll(matched, { timeout: 20_000 }).toEqual([{ name: "at takes-none.com" }]);
  expect(names.asked.toSorted()).toEqual(["takes-mail.com", "takes-none.com"]);
});
