import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { copyTree } from "./copy-tree.ts";

it("keeps the rights of folders and files, and links as they are", () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-copy-"));
  try {
    const [from, to] = [join(folder, "from"), join(folder, "to")];
    mkdirSync(join(from, "closed", "open"), { recursive: true });
    writeFileSync(join(from, "closed", "program"), "");
    symlinkSync("program", join(from, "closed", "link"));
    chmodSync(join(from, "closed", "program"), 0o750);
    chmodSync(join(from, "closed", "open"), 0o755);
    chmodSync(join(from, "closed"), 0o700);
    chmodSync(from, 0o711);
    copyTree(from, to);
    const mode = (...path: readonly string[]) => statSync(join(to, ...path)).mode & 0o7777;
    expect([mode(), mode("closed"), mode("closed", "open"), mode("closed", "program")]).toEqual([
      0o711, 0o700, 0o755, 0o750,
    ]);
    expect(lstatSync(join(to, "closed", "link")).isSymbolicLink()).toBe(true);
    expect(readlinkSync(join(to, "closed", "link"))).toBe("program");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
