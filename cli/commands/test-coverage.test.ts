import { expect, it } from "vitest";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const RULE = 'rule X01 "Many events" {\n  when user.event_count > 2\n}\n';
const test = (count: number, outcome: string) =>
  `\ntest "${count} events" {\n  given { user: { event_count: ${count} } }\n  expect X01 ${outcome}\n}\n`;

async function run(text: string, ...flags: readonly string[]) {
  const cwd = await folderWith({ "X01_many.tocsin": text });
  const host = fakeHost({ cwd });
  const code = await runCli(["test", "--backend", "ts", ...flags], COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

it("says what no test saw, and which threshold none stands at", async () => {
  const { code, written } = await run(RULE + test(9, "match"), "--coverage");
  expect(code).toBe(0);
  expect(written).toMatch(/X01_many\.tocsin:2 +never false +user\.event_count > 2/);
  expect(written).toMatch(/X01_many\.tocsin:2 +no test at its boundary +2 \(\+1\)/);
  expect(written).toContain("50% covered: 1 of 2 answers of 1 condition seen");
});

it("exits with 4 below the share that was asked for", async () => {
  expect(await run(RULE + test(9, "match"), "--min-coverage", "51")).toMatchObject({
    code: 4,
    noted: "less than 51% is covered\n",
  });
  expect(await run(RULE + test(3, "match") + test(2, "no match"), "--min-coverage", "100")).toMatchObject({ code: 0 });
});

it("says the same for programs", async () => {
  const { written } = await run(RULE + test(9, "match"), "--coverage", "--format", "json");
  expect(JSON.parse(written)).toMatchObject({
    coverage: {
      percent: 50,
      conditions: [{ declaration: "X01", line: 2, seen: { true: 1, false: 0, unknown: 0 } }],
      untestedThresholds: [
        { declaration: "X01", text: "2", step: "+1" },
        { declaration: "X01", text: "2", step: "-1" },
      ],
    },
  });
});

it("knows nothing of thresholds while tests fail", async () => {
  const { code, written } = await run(RULE + test(9, "no match"), "--coverage");
  expect(code).toBe(4);
  expect(written).not.toContain("no test at its boundary");
});
