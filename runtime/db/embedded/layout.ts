import { realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseError, reasonOf } from "../database-error.ts";
import { makeFolders } from "./make-folders.ts";

/** Where the parts of one embedded server live. All paths are absolute and free of symbolic links. */
export interface Layout {
  /** The data folder of the installation; Tocsin's own process writes here. */
  readonly dataDir: string;
  /** Belongs to the identity that runs PostgreSQL, mode 0700. A link when the server lives in a folder of its own. */
  readonly home: string;
  /** PGDATA. */
  readonly cluster: string;
  /** Where `initdb` works; renamed to `cluster` when it is complete, so a half-made cluster is never started. */
  readonly clusterInTheMaking: string;
  readonly logFile: string;
  readonly lockFile: string;
  /** One file for each process that uses the server. */
  readonly usersDir: string;
}

/** The parts below one home; `home` need not exist yet. */
export function layoutOf(dataDir: string, home: string): Layout {
  return {
    dataDir,
    home,
    cluster: join(home, "data"),
    clusterInTheMaking: `${home}.new`,
    // Not in the home: root opens it, and the server's user must not be able to put a link there.
    logFile: join(dataDir, "postgres.log"),
    lockFile: join(dataDir, "postgres.lock"),
    usersDir: join(dataDir, "postgres.users"),
  };
}

/**
 * Makes the data folder and resolves it.
 * As root it may be passed through by others, because PostgreSQL refuses to run as root and needs to reach its home.
 */
export function prepareDataDir(dataDir: string, asRoot: boolean): string {
  try {
    makeFolders(resolve(dataDir), asRoot ? 0o711 : 0o700);
    return realpathSync(dataDir);
  } catch (error) {
    throw new DatabaseError(
      "folder-unusable",
      `the data folder ${dataDir} cannot be made (${reasonOf(error)}): choose a folder that can be written`,
      { cause: error },
    );
  }
}
