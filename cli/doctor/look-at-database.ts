import {
  CONNECTIONS_BESIDE,
  examineDatabase,
  readMigrationState,
  type ExaminedDatabase,
  type MigrationState,
  type Store,
} from "../../runtime/index.ts";
import { warning, well, wrong, type Finding } from "./finding.ts";

/** A later clock makes events of now seem to be of the future; beyond five minutes they are corrected, and rules with windows err. */
const CLOCK_WARNING_MS = 1000;
const CLOCK_WRONG_MS = 5 * 60_000;
const START = "start a server of this version once";

/** What can be said of a database that answers. */
export async function lookAtDatabase(
  store: Store,
  { clock, connections }: { readonly clock: () => number; readonly connections: number },
): Promise<readonly Finding[]> {
  const examined = await examineDatabase(store, clock);
  const schema = await readMigrationState(store);
  return [
    well("database", `PostgreSQL ${examined.version} answers, with ${Math.ceil(examined.size / 1024 ** 2)} MB of data`),
    durability(examined),
    logOf(examined),
    clockOf(examined),
    roomFor(examined, connections),
    schemaOf(schema),
    ...(schema.missing.length === 0 ? [monthsOf(examined, clock())] : []),
  ];
}

function durability({ fsync, fullPageWrites, synchronousCommit }: ExaminedDatabase): Finding {
  const off = Object.entries({ fsync, full_page_writes: fullPageWrites, synchronous_commit: synchronousCommit })
    .filter(([, value]) => value === "off")
    .map(([name]) => name);
  if (off.length === 0) return well("durability", "what the database has confirmed survives a loss of power");
  return wrong(
    "durability",
    `acknowledged events can be lost: ${off.join(", ")} ${off.length === 1 ? "is" : "are"} off`,
    `set ${off.join(", ")} to on in PostgreSQL`,
  );
}

function logOf({ logsValues }: ExaminedDatabase): Finding {
  if (!logsValues) return well("log", "the database's log leaves the values of statements out");
  return warning(
    "log",
    "the database's log gets the values of statements: names, addresses and e-mails of people",
    "set log_parameter_max_length and log_parameter_max_length_on_error to 0 in PostgreSQL",
  );
}

function clockOf({ clockAheadMs, clockWithinMs }: ExaminedDatabase): Finding {
  const apart = Math.max(0, Math.abs(clockAheadMs) - clockWithinMs);
  if (apart < CLOCK_WARNING_MS)
    return well("clock", "the clocks of the database and of this machine agree to a second");
  const direction = clockAheadMs > 0 ? "ahead of" : "behind";
  const sentence = `the database's clock is ${(apart / 1000).toFixed(1)} s ${direction} this machine's`;
  const remedy = "let both machines take their time from the same source (NTP)";
  return apart < CLOCK_WRONG_MS ? warning("clock", sentence, remedy) : wrong("clock", sentence, remedy);
}

function roomFor({ maxConnections }: ExaminedDatabase, connections: number): Finding {
  const needed = connections + CONNECTIONS_BESIDE;
  const sentence = `a server opens up to ${needed} connections, and PostgreSQL takes ${maxConnections}`;
  if (needed < maxConnections) return well("connections", sentence);
  return wrong("connections", sentence, "raise max_connections of PostgreSQL, or lower TOCSIN_DB_CONNECTIONS");
}

function schemaOf({ missing, unknown }: MigrationState): Finding {
  if (missing.length > 0) return warning("schema", `the schema lacks ${missing.length} migrations`, START);
  if (unknown.length > 0)
    return warning("schema", "the schema is of a newer version", "replace this version by the one that made it");
  return well("schema", "the schema is the newest");
}

function monthsOf({ months }: ExaminedDatabase, now: number): Finding {
  const date = new Date(now);
  const wanted = [0, 1].map((ahead) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1)).toISOString().slice(0, 7),
  );
  const missing = wanted.filter((month) => !months.includes(`events_${month.replace("-", "_")}`));
  if (missing.length === 0) return well("partitions", "this month and the next have partitions of their own");
  return warning(
    "partitions",
    `there is no partition for ${missing.join(" and ")}: events of then are stored slower, beside those of all such months`,
    "start a server: it makes them within a minute, and says in its log what keeps it from it",
  );
}
