import { join } from "node:path";
import { isSecretOf, readSecret, type Store } from "../../runtime/index.ts";
import { reasonOf } from "../../runtime/db/database-error.ts";
import { well, wrong, type Finding } from "./finding.ts";

const REMEDY = "set TOCSIN_DATA to the data folder that the database was made with, or bring its secret back";

/** Does the secret of the data folder belong to the database? With another one no server starts. */
export async function lookAtSecret(store: Store, dataDir: string): Promise<Finding> {
  const file = join(dataDir, "secret");
  let secret: Buffer | null;
  try {
    secret = await readSecret(file);
  } catch (error) {
    return wrong("secret", `the secret cannot be read: ${reasonOf(error)}`, "give it to the user who runs the server");
  }
  const isOurs = await isSecretOf(store, secret ?? Buffer.alloc(0));
  if (isOurs === null) return well("secret", "the database was filled under no secret yet: the first start binds it");
  if (isOurs) return well("secret", "the database was filled under the secret of the data folder");
  if (secret === null)
    return wrong("secret", `the database was filled under a secret, and ${file} is not there`, REMEDY);
  return wrong("secret", `the database was filled under another secret than that in ${file}`, REMEDY);
}
