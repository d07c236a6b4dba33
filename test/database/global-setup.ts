import { holdEmbeddedPostgres } from "../../runtime/db/embedded/index.ts";
import { givenUrl, TEST_DATA_DIR } from "./test-server.ts";

/**
 * Holds the test server for the whole run, so that it is not stopped and started again between two test files.
 * It is started by the first test that asks for a database: a run of pure tests needs none.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  return givenUrl() === undefined ? holdEmbeddedPostgres(TEST_DATA_DIR) : undefined;
}
