import { expect, it } from "vitest";
import { serveVariables } from "./serve-variables.ts";
import { fakeHost } from "./testing/fake-host.ts";

const variables = (env: Readonly<Record<string, string>>, outputIsTerminal: boolean) =>
  serveVariables({ ...fakeHost({ cwd: "/", env }), outputIsTerminal }, { PORT: "1", HOST: undefined });

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
