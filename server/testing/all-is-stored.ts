import type { Pool } from "pg";
import { expect } from "vitest";

/** How long a process may take to learn that what it wrote is committed. */
const A_MOMENT_MS = 200;

/** Waits until nothing stands before the next event: it is stored before it is answered then, or refused. */
export async function allIsStored(pool: Pool): Promise<void> {
  await expect.poll(async () => (await pool.query("select from inbox where failure is null")).rows).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, A_MOMENT_MS));
}
