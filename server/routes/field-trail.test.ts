import { beforeAll, expect, it } from "vitest";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester();
let cookie = "";
const ask = (path: string) => tester.send("GET", `/api/v1/users/${path}`, { cookie });

beforeAll(async () => {
  cookie = await tester.signIn();
  const fields = { userName: "anna", ipAddress: "203.0.113.7", url: "/profile", eventType: "field_edit" };
  const fieldHistory = JSON.stringify([
    { field_id: "iban", field_name: "IBAN", old_value: "A", new_value: "B", parent_id: "7", parent_name: "Account" },
    { field_id: "name", new_value: "Anna" },
    { field_id: "name", new_value: "Ann" },
  ]);
  await tester.sendEvent({ ...fields, eventTime: "2026-11-20 10:00:00", fieldHistory });
});

it("tells a user's field changes, newest first and page by page, with their proof", async () => {
  const { json } = await ask("anna/field-changes?limit=2");
  expect(json).toMatchObject({
    verified: true,
    broken: null,
    changes: [
      { sequence: 3, field: "name", newValue: "Ann", proof: "proven", parent: null },
      { sequence: 2, field: "name", newValue: "Anna" },
    ],
    next: expect.stringMatching(/^2\.\d+$/),
  });
  const { next } = json as { readonly next: string };
  expect((await ask(`anna/field-changes?limit=2&before=${next}`)).json).toEqual({
    verified: true,
    broken: null,
    changes: [
      {
        sequence: 1,
        time: "2026-11-20T10:00:00.000Z",
        event: expect.stringMatching(/^\d+$/),
        field: "iban",
        fieldName: "IBAN",
        oldValue: "A",
        newValue: "B",
        parent: { id: "7", name: "Account" },
        proof: "proven",
      },
    ],
    next: null,
  });
});

it("says where a trail is not what was written", async () => {
  await tester.database.pool.query("update field_changes set old_value = 'C' where sequence = 2");
  expect((await ask("anna/field-changes")).json).toMatchObject({
    verified: false,
    broken: { sequence: 2, fault: "changed", of: "change" },
    changes: [{ proof: "broken" }, { proof: "broken" }, { proof: "proven" }],
  });
});

it("answers 404 for nobody and 400 for a page that is none", async () => {
  expect((await ask("nobody/field-changes")).status).toBe(404);
  expect((await ask("anna/field-changes?before=x")).status).toBe(400);
});
