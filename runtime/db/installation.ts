import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { createTrailKey, type TrailKey } from "../audit/trail-key.ts";
import type { CacheBook } from "../cache/cache-book.ts";
import { createSecretBox, type SecretBox } from "../webhooks/secret-box.ts";
import type { Store } from "./store.ts";
import { createUserIdOverrides, type UserIdOverrides } from "./user-id-overrides.ts";
import { createUserIds, keyedHash, type IdHash, type UserIds } from "./user-ids.ts";

/** The secret has this many bytes at least. */
export const SECRET_BYTES = 32;

/** A database together with the secret that its ids were computed with. */
export interface Installation {
  readonly ids: UserIds;
  readonly overrides: UserIdOverrides;
  /** Seals the trails of field changes. */
  readonly trailKey: TrailKey;
  /** Keeps what signs messages of webhooks. */
  readonly box: SecretBox;
}

export interface InstallationOptions {
  readonly secret: Buffer;
  /** Another hash for ids than the one keyed by the secret: a weak one shows what happens when two names collide. */
  readonly hash?: IdHash;
  /** Where it is counted how often ids were remembered. */
  readonly caches?: CacheBook;
}

/** The database belongs to another secret; with the given one every known user would become a stranger. */
export class WrongSecret extends Error {
  override readonly name = "WrongSecret";
}

const CHECK = "secret_check";

/**
 * Binds the database to the secret at the first start and proves at every other that it is still the same.
 *
 * @throws WrongSecret
 */
export async function openInstallation(
  { db }: Pick<Store, "db">,
  { secret, hash = keyedHash(secret), caches }: InstallationOptions,
): Promise<Installation> {
  if (secret.length < SECRET_BYTES)
    throw new WrongSecret(`the secret of the installation has fewer than ${SECRET_BYTES} bytes`);
  await db
    .insertInto("installation")
    .values({ name: CHECK, value: checkValue(secret) })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  if ((await isSecretOf({ db }, secret)) !== true)
    throw new WrongSecret(
      "the database was filled under another secret: start with the data folder or secret it was made with",
    );
  const overrides = createUserIdOverrides({ db });
  await overrides.load();
  const ids = createUserIds(hash, overrides.rehashOf, caches?.of("ids"));
  return { ids, overrides, trailKey: createTrailKey(secret), box: createSecretBox(secret) };
}

/** Whether the database was filled under this secret; null when it is bound to none yet. Changes nothing. */
export async function isSecretOf({ db }: Pick<Store, "db">, secret: Buffer): Promise<boolean | null> {
  const stored = await db.selectFrom("installation").select("value").where("name", "=", CHECK).executeTakeFirst();
  return stored === undefined ? null : sameText(stored.value, checkValue(secret));
}

function checkValue(secret: Buffer): string {
  return createHmac("sha256", secret).update("tocsin installation check").digest("hex");
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The secret kept in a file; a new random one is written, readable by its owner only, when there is none. */
export async function readOrCreateSecret(file: string): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true });
  try {
    const handle = await open(file, "wx", 0o600);
    try {
      await handle.writeFile(`${randomBytes(SECRET_BYTES).toString("base64url")}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // open() rejects with errno errors
  }
  return secretIn(await readFile(file, "utf8"));
}

/** The secret kept in a file; null when there is none. */
export async function readSecret(file: string): Promise<Buffer | null> {
  try {
    return secretIn(await readFile(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null; // readFile() rejects with errno errors
    throw error;
  }
}

function secretIn(text: string): Buffer {
  return Buffer.from(text.trim(), "base64url");
}
