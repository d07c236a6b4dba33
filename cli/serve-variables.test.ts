import { join } from "node:path";
import { expect, it } from "vitest";
import { serveVariables } from "./serve-variables.ts";
import { readEnv } from "../server/env.ts";
import { fakeHost } from "./testing/fake-host.ts";
import { folderWith } from "./testing/folder.ts";

const variables = (env: Readonly<Record<string, string>>, outputIsTerminal: boolean) =>
  serveVariables({ ...fakeHost({ cwd: "/", env }), outputIsTerminal }, { PORT: "1", HOST: undefined }).variables;

it.each([
  [{}, true, "warn"],
  [{ TOCSIN_LOG: "" }, true, "warn"],
  [{ TOCSIN_LOG: "debug" }, true, "debug"],
  [{}, false, undefined],
  [{ TOCSIN_LOG: "error" }, false, "error"],
])("with %j and a terminal (%s) logs at %s", (env, isTerminal, level) =>
  expect(variables(env, isTerminal)["TOCSIN_LOG"]).toBe(level),
);

it("lets given flags win over variables", () =>
  expect(variables({ PORT: "2", HOST: "::1" }, false)).toEqual({ PORT: "1", HOST: "::1" }));

const CONFIG = "PORT: ninety\nTOCSIN_LOOKUPS: [mx, whois]\nTOCSIN_METRICS_TOKEN_FILE: token\n";

it("says of each wrong setting where it stands and what would be right, never its value", async () => {
  const cwd = await folderWith({ "tocsin.yaml": CONFIG, token: "brief\n" });
  const env = { TOCSIN_CONFIG: "tocsin.yaml", TOCSIN_QUEUE_MB: "lots" };
  const { variables: given, placeOf } = serveVariables(fakeHost({ cwd, env }), { HOST: "", TOCSIN_DATA: undefined });
  const file = join(cwd, "tocsin.yaml");
  const read = () => readEnv(given, cwd, placeOf);
  expect(read).toThrow(`the setting PORT of ${file} cannot be used: a whole number from 0 to 65535`);
  expect(read).toThrow(`the setting TOCSIN_LOOKUPS of ${file} cannot be used: a list of look-ups, separated by commas`);
  expect(read).toThrow("the environment variable TOCSIN_QUEUE_MB cannot be used: a whole number from 8 to 4096");
  expect(read).toThrow(`the setting TOCSIN_METRICS_TOKEN of ${file} cannot be used: a token of 16 characters or more`);
  expect(read).not.toThrow(/ninety|whois|lots|brief/);
  const byFlag = serveVariables(fakeHost({ cwd, env }), { PORT: "http" });
  expect(() => readEnv(byFlag.variables, cwd, byFlag.placeOf)).toThrow("the flag --port cannot be used");
});

it("refuses names of the file that are no settings, with those that were meant", async () => {
  const cwd = await folderWith({ "tocsin.json": JSON.stringify({ TOCSIN_LOOKUP: "mx", COLOUR: "red" }) });
  const host = fakeHost({ cwd, env: { TOCSIN_CONFIG: "tocsin.json" } });
  expect(() => serveVariables(host, {})).toThrow("has TOCSIN_LOOKUP, which is no setting: TOCSIN_LOOKUPS is one\n");
  expect(() => serveVariables(host, {})).toThrow(/COLOUR, which is no setting$/);
});

it("notes what looks like a slip in the environment, and nothing else", () => {
  const env = {
    TOCSIN_METRIC_TOKEN: "x",
    TOCSIN_SOURCES: "x",
    TOCSIN_URL: "x",
    TOCSIN_OF_ANOTHER_PROGRAM: "x",
    HOSTS: "x",
  };
  const host = fakeHost({ cwd: "/", env });
  serveVariables(host, {});
  expect(host.noted()).toBe(
    "the environment variable TOCSIN_METRIC_TOKEN is no setting: TOCSIN_METRICS_TOKEN is one\n",
  );
});
