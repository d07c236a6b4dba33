import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { isSecretOf, openInstallation, readOrCreateSecret, WrongSecret } from "./installation.ts";
import { createStore } from "./store.ts";

const database = testDatabase();

it("keeps the ids of a store for the secret it was opened with first, and refuses another", async () => {
  const store = createStore(database.pool);
  expect(await isSecretOf(store, Buffer.alloc(32, 1))).toBe(null);
  const first = await openInstallation(store, { secret: Buffer.alloc(32, 1) });
  const again = await openInstallation(store, { secret: Buffer.alloc(32, 1) });
  expect(again.ids.userId(1, "anna")).toBe(first.ids.userId(1, "anna"));
  expect(await isSecretOf(store, Buffer.alloc(32, 1))).toBe(true);
  expect(await isSecretOf(store, Buffer.alloc(32, 2))).toBe(false);
  await expect(openInstallation(store, { secret: Buffer.alloc(32, 2) })).rejects.toThrow(WrongSecret);
  await expect(openInstallation(store, { secret: Buffer.alloc(31, 1) })).rejects.toThrow(WrongSecret);
});

it("makes a secret once, for its owner only", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-secret-"));
  try {
    const file = join(folder, "data", "secret");
    const secret = await readOrCreateSecret(file);
    expect(secret).toHaveLength(32);
    expect((await readOrCreateSecret(file)).equals(secret)).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
});
