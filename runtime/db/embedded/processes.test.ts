import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { isAlive, isRunning, isServerOf, markOf } from "./processes.ts";

it("knows this process", () => {
  expect(isRunning(markOf(process.pid))).toBe(true);
});

it("tells a process from an earlier one of the same number", () => {
  expect(isRunning({ pid: process.pid, startedAt: "1" })).toBe(process.platform !== "linux");
});

it("notices the end of a process", async () => {
  const child = spawn("sleep", ["60"]);
  await once(child, "spawn");
  const mark = markOf(child.pid ?? 0);
  expect(isRunning(mark)).toBe(true);
  child.kill();
  await once(child, "exit");
  expect(isRunning(mark)).toBe(false);
  expect(isAlive(mark.pid)).toBe(false);
});

it("takes no other program for a PostgreSQL server", () => {
  expect(isServerOf(process.pid, process.cwd())).toBe(false);
});
