import { access, constants, readFile, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { warning, well, wrong, type Finding } from "./finding.ts";

const GIGABYTE = 1024 ** 3;
/** Below it a server that stores a million events runs into the end of the disk. */
const LITTLE_SPACE = 5 * GIGABYTE;
const NO_SPACE = GIGABYTE / 2;

/** Is this Node new enough for the package? */
export async function lookAtNode(root: string, version: string): Promise<Finding> {
  const text = await readFile(join(root, "package.json"), "utf8");
  const { engines } = JSON.parse(text) as { readonly engines: { readonly node: string } }; // our own file
  const oldest = engines.node.replace(/^>=\s*/, "");
  if (isOlder(version, oldest)) return wrong("node", `Node is ${version}`, `install Node ${oldest} or newer`);
  return well("node", `Node is ${version}`);
}

function isOlder(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split(".").map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/** May this process write the data folder, may others read the secret in it, and is there room? */
export async function lookAtFolder(dataDir: string): Promise<readonly Finding[]> {
  const folder = await stat(dataDir).catch(() => null);
  if (folder === null) {
    const parent = dirname(dataDir);
    const sentence = `the data folder ${dataDir} is not there yet`;
    return (await isWritable(parent))
      ? [well("data", `${sentence}: the first start makes it`)]
      : [wrong("data", `${sentence}, and ${parent} cannot be written`, "make it for this user, or set TOCSIN_DATA")];
  }
  if (!(await isWritable(dataDir)))
    return [wrong("data", `the data folder ${dataDir} cannot be written`, "give it to the user who runs the server")];
  return [
    well("data", `the data folder ${dataDir} can be written`),
    await lookAtRights(dataDir),
    await lookAtSpace(dataDir),
  ];
}

const OF_OTHERS = 0o077;

async function lookAtRights(dataDir: string): Promise<Finding> {
  const file = join(dataDir, "secret");
  const secret = await stat(file).catch(() => null);
  if (secret === null) return well("secret", "there is no secret yet: the first start makes it");
  if (process.platform !== "win32" && (secret.mode & OF_OTHERS) !== 0)
    return wrong("secret", `others may read ${file}, which seals ids and sessions`, `chmod 600 ${file}`);
  return well("secret", "the installation's secret is there and nobody else's to read: keep a copy of it");
}

async function lookAtSpace(dataDir: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const sentence = `${(free / GIGABYTE).toFixed(1)} GB are free in the data folder`;
  const remedy = "make room, or let apps keep events for less long: `tocsin retention set`";
  if (free < NO_SPACE) return wrong("space", sentence, remedy);
  return free < LITTLE_SPACE ? warning("space", sentence, remedy) : well("space", sentence);
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}
