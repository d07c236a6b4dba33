import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readPostmasterFile } from "./postmaster-file.ts";

let cluster = "";
beforeEach(() => {
  cluster = mkdtempSync(join(tmpdir(), "tocsin-cluster-"));
});
afterEach(() => rmSync(cluster, { recursive: true }));

const write = (text: string) => writeFileSync(join(cluster, "postmaster.pid"), text);

it("reads the file of a server that is ready", () => {
  write("4711\n/data\n1790000000\n5432\n/run/here\n\n  1234 5678\nready   \n");
  expect(readPostmasterFile(cluster)).toEqual({ pid: 4711, port: 5432, socketDir: "/run/here", status: "ready" });
});

it("reads the file of a server that has only begun", () => {
  write("4711\n/data\n1790000000\n5432\n");
  expect(readPostmasterFile(cluster)).toEqual({ pid: 4711, port: 5432, socketDir: "", status: "" });
});

it.each(["", "not a number\n"])("takes no server from %j", (text) => {
  write(text);
  expect(readPostmasterFile(cluster)).toBeUndefined();
});

it("takes no server from a folder without the file", () => {
  expect(readPostmasterFile(cluster)).toBeUndefined();
});
