import { expect, it } from "vitest";
import { createLog } from "./log.ts";

it("writes no key, cookie or password", () => {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  log.info(
    {
      req: { headers: { "api-key": "SECRET-1", cookie: "SECRET-2", authorization: "SECRET-3", host: "a.example" } },
      body: { password: "SECRET-4", key: "SECRET-5" },
    },
    "a request",
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("a.example");
  expect(lines[0]).not.toContain("SECRET");
});
