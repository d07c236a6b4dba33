import { expect, it } from "vitest";
import { z } from "zod";
import { CliError } from "./cli-error.ts";
import { defineCommand, type Command, type CommandEntry } from "./command.ts";
import { EXIT } from "./exit-code.ts";
import { runCli } from "./run-cli.ts";
import { fakeHost } from "./testing/fake-host.ts";

const greet = defineCommand({
  arguments: "[names...]",
  flags: [{ flags: "--times <n>", description: "how often" }],
  options: z.object({ names: z.array(z.string()).default([]), times: z.coerce.number().int().min(1).default(1) }),
  async run({ names, times }, { output }) {
    if (output.format === "json") output.json("greet", { names });
    else for (let time = 0; time < times; time++) output.print(output.colors.red(names.join(" ")));
    output.note("done");
    return EXIT.warnings;
  },
});

const failing = (error: unknown): Command =>
  defineCommand({
    flags: [],
    options: z.object({}),
    run: () => Promise.reject(error),
  });

function entry(name: string, command: Command): CommandEntry {
  return { name, summary: `All about ${name}`, load: async () => command };
}

async function run(
  argv: readonly string[],
  {
    commands = [entry("greet", greet)],
    env = {},
  }: { commands?: readonly CommandEntry[]; env?: Record<string, string> } = {},
) {
  const host = fakeHost({ cwd: "/", env });
  const code = await runCli(argv, commands, host, "1.2.3");
  return { code, written: host.written(), noted: host.noted() };
}

it("hands arguments and flags to the command and returns its code", async () =>
  expect(await run(["greet", "a", "b", "--times", "2"])).toEqual({ code: 2, written: "a b\na b\n", noted: "done\n" }));

it("keeps notes to itself when asked to be quiet", async () =>
  expect((await run(["greet", "a", "--quiet"])).noted).toBe(""));

it("writes one JSON document with a version", async () =>
  expect(JSON.parse((await run(["greet", "a", "--format", "json"])).written)).toEqual({
    version: 1,
    kind: "greet",
    names: ["a"],
  }));

it.each([
  [["--color", "always"], {}, true],
  [["--color", "always"], { NO_COLOR: "1" }, true],
  [["--color", "never"], {}, false],
  [[], { NO_COLOR: "1" }, false],
  [[], {}, false],
])("colours with %j and %j: %s", async (flags, env, coloured) =>
  expect((await run(["greet", "a", ...flags], { env })).written.includes("\u001b[")).toBe(coloured),
);

it.each([
  [["greet", "--times", "no"], "--times"],
  [["greet", "--format", "xml"], "--format"],
  [["greet", "--nonsense"], "--nonsense"],
  [["nonsense"], "nonsense"],
])("answers the usage %j with code 1 and a sentence", async (argv, part) => {
  const { code, written, noted } = await run(argv);
  expect(code).toBe(1);
  expect(written).toBe("");
  expect(noted).toContain(part);
});

it("says what a person can mend in one sentence", async () =>
  expect(await run(["fail"], { commands: [entry("fail", failing(new CliError("the folder is gone")))] })).toEqual({
    code: 1,
    written: "",
    noted: "tocsin: the folder is gone\n",
  }));

it("shows the stack of a bug only when asked", async () => {
  const commands = [entry("fail", failing(new TypeError("x is undefined")))];
  expect((await run(["fail"], { commands })).noted).not.toContain("at ");
  expect((await run(["fail", "--verbose"], { commands })).noted).toContain("run-cli.test.ts");
});

it("prints help and version as results", async () => {
  expect(await run(["--version"])).toEqual({ code: 0, written: "1.2.3\n", noted: "" });
  const help = await run(["greet", "--help"]);
  expect(help.code).toBe(0);
  expect(help.written).toContain("how often");
});

it("loads only the command that is asked for", async () => {
  const loaded: string[] = [];
  const watched = (name: string): CommandEntry => ({
    ...entry(name, greet),
    load: async () => {
      loaded.push(name);
      return greet;
    },
  });
  const commands = [watched("greet"), watched("key add"), watched("key list"), watched("serve")];
  const help = await run(["--help"], { commands });
  expect(help.written).toContain("All about serve");
  expect(loaded).toEqual([]);
  await run(["greet", "serve"], { commands });
  expect(loaded).toEqual(["greet"]);
  await run(["help", "key"], { commands });
  expect(loaded).toEqual(["greet", "key add", "key list"]);
});
