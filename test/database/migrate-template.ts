import type { Pool } from "pg";

/** Brings an empty database to today's schema. The migrations are not there yet: the template stays empty. */
export async function migrateTemplate(_pool: Pool): Promise<void> {}
