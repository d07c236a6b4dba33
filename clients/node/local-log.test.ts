import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createLocalLog } from "./local-log.ts";
import type { Notice } from "./notice.ts";
import { temporaryFolder } from "./testing/client-tester.ts";

const batch = (key: string, length = 1) => ({ key, events: [JSON.stringify({ userName: "x".repeat(length) })] });
const keysIn = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly key: string }).key);

async function logTester(mostBytes: number) {
  const folder = await temporaryFolder();
  const notices: Notice[] = [];
  const path = join(folder, "unsent.ndjson");
  const log = createLocalLog({ path, mostBytes }, (notice) => void notices.push(notice));
  const written = () => log.between(async () => undefined);
  return { log, path, notices, written, read: (file: string) => readFile(file, "utf8") };
}

it("appends to what is there, for its owner alone", async () => {
  const { log, path, written, read } = await logTester(10_000);
  log.write(batch("a"));
  await written();
  const again = createLocalLog({ path, mostBytes: 10_000 }, () => undefined);
  again.write(batch("b"));
  again.write(batch("c"));
  await again.between(async () => undefined);
  expect(keysIn(await read(path))).toEqual(["a", "b", "c"]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it("begins a new file before the old one is too large, and keeps one of the old", async () => {
  const { log, path, written, read } = await logTester(1000);
  for (const key of ["a", "b", "c", "d", "e"]) {
    log.write(batch(key, 200));
    await written();
  }
  expect(keysIn(await read(`${path}.1`))).toEqual(["d"]);
  expect(keysIn(await read(path))).toEqual(["e"]);
});

it("takes no more than may wait for the disk", async () => {
  const { log, path, written, read } = await logTester(1000);
  expect(["a", "b", "c"].map((key) => log.write(batch(key, 150)))).toEqual([true, true, false]);
  await written();
  expect(keysIn(await read(path))).toEqual(["a", "b"]);
  expect(log.write(batch("d", 150))).toBe(true);
});

it("tells how many events it could not write, and goes on", async () => {
  const { log, path, notices, written } = await logTester(10_000);
  await mkdir(path);
  log.write(batch("a"));
  log.write(batch("b"));
  await written();
  expect(notices).toEqual([{ kind: "log_failed", events: 2, message: expect.stringContaining("EISDIR") }]);
});
