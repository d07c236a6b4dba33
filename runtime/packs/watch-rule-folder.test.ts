import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { watchRuleFolder } from "./watch-rule-folder.ts";

/** Only what the system tells counts when the folder is never looked at by itself. */
async function watching(everyMs: number) {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-watch-"));
  await writeFile(join(folder, "X01_a.tocsin"), "# a\n");
  const onChange = vi.fn<() => void>();
  const warn = vi.fn<(details: object, message: string) => void>();
  const watch = await watchRuleFolder({ folder, onChange, log: { warn }, pauseMs: 20, everyMs });
  onTestFinished(async () => {
    await watch.stop();
    await rm(folder, { recursive: true, force: true });
    expect(warn).not.toHaveBeenCalled();
  });
  const changed = async () => {
    await vi.waitUntil(() => onChange.mock.calls.length > 0, { timeout: 60_000, interval: 20 });
    // What else the same change causes.
    await new Promise((resolve) => setTimeout(resolve, 200));
    onChange.mockClear();
    return true;
  };
  return { folder, onChange, changed, watch };
}

const NEVER = 3_600_000;

it.each([NEVER, 50])(
  "notices files that are written, renamed into place, moved and removed, looking every %d ms",
  async (everyMs) => {
    const { folder, changed } = await watching(everyMs);
    await writeFile(join(folder, "X01_a.tocsin"), "# another\n");
    expect(await changed()).toBe(true);
    // As editors save: beside it, then in its place, twice.
    for (const text of ["# b\n", "# c\n"]) {
      await writeFile(join(folder, ".X01_a.tocsin.swp"), text);
      await rename(join(folder, ".X01_a.tocsin.swp"), join(folder, "X01_a.tocsin"));
      expect(await changed()).toBe(true);
    }
    await mkdir(join(folder, "sub"));
    await rename(join(folder, "X01_a.tocsin"), join(folder, "sub", "X01_a.tocsin"));
    expect(await changed()).toBe(true);
    await writeFile(join(folder, "sub", "X01_a.tocsin"), "# in the new folder\n");
    expect(await changed()).toBe(true);
    await rm(join(folder, "sub"), { recursive: true });
    expect(await changed()).toBe(true);
  },
);

it("does not care for files that no pack reads", async () => {
  const { folder, onChange } = await watching(20);
  await writeFile(join(folder, "notes.md"), "# notes\n");
  await writeFile(join(folder, ".hidden.tocsin"), "# hidden\n");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(onChange).not.toHaveBeenCalled();
});

it("goes on when the folder itself is replaced", async () => {
  const { folder, changed } = await watching(50);
  await rm(folder, { recursive: true });
  expect(await changed()).toBe(true);
  await mkdir(folder);
  await writeFile(join(folder, "X02_b.tocsin"), "# b\n");
  expect(await changed()).toBe(true);
});

it("tells nothing any more once it has stopped", async () => {
  const { folder, onChange, watch } = await watching(20);
  await watch.stop();
  await writeFile(join(folder, "X01_a.tocsin"), "# another\n");
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(onChange).not.toHaveBeenCalled();
});
