import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { curlOf, demoOf } from "./first-commands.ts";

const ORIGIN = "http://127.0.0.1:8585";

/** The words that the shell hands to the program, without running it. */
function words(command: string): readonly string[] {
  const [program, ...rest] = command.split(" ");
  const script = `${program ?? ""}() { printf '%s\\n' "$@"; }; ${program ?? ""} ${rest.join(" ")}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8", env: { ...process.env, API_KEY: "the key" } })
    .trim()
    .split("\n");
}

it("gives the shell an event with the key and the present time", () => {
  const given = words(curlOf(ORIGIN));
  expect(given).toContain(`${ORIGIN}/sensor/`);
  expect(given).toContain("Api-Key: the key");
  expect(given).toContain("userName=alice");
  expect(given.at(-1)).toMatch(/^eventTime=20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.000$/);
});

it("points the demo at this server", () => {
  expect(words(demoOf(ORIGIN))).toEqual(["tocsin", "demo", "--url", ORIGIN, "--api-key", "the key"]);
});
