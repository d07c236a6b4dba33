import { beforeAll, expect, it } from "vitest";
import { serverTester } from "../testing/server-tester.ts";

const tester = serverTester({ TOCSIN_PRESET: "default" });
let cookie = "";
beforeAll(async () => {
  cookie = await tester.signIn();
});

it("saves nothing unless the server was started for it", async () => {
  const json = { path: "user/X01_a.tocsin", text: "# a\n", expected: null };
  const answer = await tester.send("PUT", "/api/v1/pack/files", { cookie, json });
  expect(answer).toMatchObject({ status: 404, json: { message: expect.stringContaining("--edit") } });
  const state = await tester.send("GET", "/api/v1/pack/state", { cookie });
  expect(state.json).toMatchObject({ editable: false, broken: null });
});
