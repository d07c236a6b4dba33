import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "./root.js";

/*
 * `node scripts/matrix.js [--test] [--keep] [cell …]`: what a bare machine makes of a fresh clone of this checkout's HEAD.
 * Each cell installs and starts it, waits until it is healthy, presses Ctrl-C and looks for a clean end; with `--test` it
 * runs `npm test` instead, which takes minutes. A cell is `<place>-<Node>`, such as `private-24`; all when none is named.
 */

/** @typedef {{ uid?: number, gid?: number }} Identity */
/** @typedef {{ folderMode: number, identity: Identity, install: readonly string[] }} Place */

/** An ordinary user without a name, as containers have them. */
const ORDINARY = { uid: 65_534, gid: 65_534 };

/** @type {Readonly<Record<string, Place>>} */
const PLACES = {
  // As root in a folder that only root can enter, such as /root.
  private: { folderMode: 0o700, identity: {}, install: [] },
  open: { folderMode: 0o755, identity: {}, install: [] },
  ordinary: { folderMode: 0o755, identity: ORDINARY, install: [] },
  "no-scripts": { folderMode: 0o755, identity: {}, install: ["--ignore-scripts"] },
};
const NODES = ["20", "24"];

const HEALTHY_WITHIN_MS = 180_000;
const ENDED_WITHIN_MS = 60_000;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { test: { type: "boolean", default: false }, keep: { type: "boolean", default: false } },
});
const all = Object.keys(PLACES).flatMap((place) => NODES.map((node) => ({ name: `${place}-${node}`, place, node })));
const unknown = positionals.filter((name) => !all.some((cell) => cell.name === name));
if (unknown.length > 0) {
  console.error(`no such cell: ${unknown.join(", ")}; there are ${all.map(({ name }) => name).join(", ")}`);
  process.exit(1);
}
const base = mkdtempSync(join(realpathSync(tmpdir()), "tocsin-matrix-"));
chmodSync(base, 0o755);
/** @type {{ name: string, outcome: string, seconds: number, detail: string }[]} */
const outcomes = [];
try {
  for (const cell of all.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const started = Date.now();
    const [outcome, detail] = await attempt(cell);
    outcomes.push({ name: cell.name, outcome, seconds: Math.round((Date.now() - started) / 1000), detail });
    console.log(`${outcome.padEnd(7)} ${cell.name} (${outcomes.at(-1)?.seconds} s) ${detail}`);
  }
} finally {
  if (flags.keep) console.log(`kept: ${base}`);
  else rmSync(base, { recursive: true, force: true });
}
process.exitCode = outcomes.some(({ outcome }) => outcome === "FAILED") ? 1 : 0;

/**
 * @param {{ name: string, place: string, node: string }} cell
 * @returns {Promise<[outcome: "ok" | "FAILED" | "skipped", detail: string]>}
 */
async function attempt({ name, place, node }) {
  const { folderMode, identity, install } = /** @type {Place} */ (PLACES[place]); // named by its key
  if (identity.uid !== undefined && process.getuid?.() !== 0) return ["skipped", "only root can become another user"];
  const home = join(base, name);
  mkdirSync(home, { mode: folderMode });
  chmodSync(home, folderMode);
  const shell = shellOf(home, nodeFolder(node, home), identity);
  const folder = join(home, "tocsin");
  try {
    run("git", ["clone", "--quiet", ROOT, folder], { cwd: home });
    if (identity.uid !== undefined) run("chown", ["-R", `${identity.uid}:${identity.gid}`, home], {});
    shell.run("npm", ["install", "--no-audit", "--no-fund", ...install], folder);
    if (flags.test) return ["ok", lastLines(shell.run("npm", ["test"], folder))];
    return ["ok", await startAndStop(shell, folder)];
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error);
    const log = join(tmpdir(), `${basename(base)}-${name}.log`);
    writeFileSync(log, output);
    return ["FAILED", `${lastLines(output)}\nall of it: ${log}`];
  } finally {
    if (!flags.keep) rmSync(home, { recursive: true, force: true });
  }
}

/**
 * Presses Ctrl-C as a terminal does: every process of the group hears it.
 *
 * @param {ReturnType<typeof shellOf>} shell
 * @param {string} folder
 */
async function startAndStop(shell, folder) {
  const child = shell.start("npm", ["start"], folder);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  /** @type {Promise<number | string | null>} */
  const ended = new Promise((resolve) => child.on("close", (code, signal) => resolve(signal ?? code)));
  try {
    const started = Date.now();
    const url = await within(HEALTHY_WITHIN_MS, "no health", () => healthyUrl(output, child.exitCode));
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.kill(-(child.pid ?? 0), "SIGINT");
    const code = await Promise.race([ended, pause(ENDED_WITHIN_MS).then(() => "no end")]);
    // npm ends as interrupted itself, once the server has ended.
    if (code !== 0 && code !== "SIGINT") throw new Error(`ended with ${code} after Ctrl-C: ${output}`);
    await within(ENDED_WITHIN_MS, "no end of the server", async () => (isRunning(child.pid) ? undefined : true));
    const log = readFileSync(join(folder, ".tocsin", "postgres.log"), "utf8");
    if (!log.endsWith("database system is shut down\n")) throw new Error("the database was not shut down");
    return `healthy at ${url} after ${seconds} s, clean end`;
  } catch (error) {
    if (isRunning(child.pid)) process.kill(-(child.pid ?? 0), "SIGTERM");
    await Promise.race([ended, pause(ENDED_WITHIN_MS)]);
    throw error;
  }
}

/**
 * Whether a process of the group is left.
 *
 * @param {number | undefined} group
 */
function isRunning(group) {
  if (group === undefined) return false;
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} output
 * @param {number | null} exitCode
 */
async function healthyUrl(output, exitCode) {
  if (exitCode !== null) throw new Error(`npm start ended with ${exitCode}: ${output}`);
  const url = /Tocsin is ready: (\S+)/.exec(output)?.[1];
  if (url === undefined) return undefined;
  const answer = await fetch(`${url}/health`).catch(() => null);
  return answer?.ok ? url : undefined;
}

/**
 * @template T
 * @param {number} milliseconds
 * @param {string} complaint
 * @param {() => Promise<T | undefined>} ask
 * @returns {Promise<T>}
 */
async function within(milliseconds, complaint, ask) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(200)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  throw new Error(`${complaint} within ${milliseconds / 1000} s`);
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

/**
 * Commands as this user, with this Node, and without the settings of whoever runs the matrix.
 *
 * @param {string} home
 * @param {string} nodeBin
 * @param {Identity} identity
 */
function shellOf(home, nodeBin, identity) {
  const kept = Object.entries(process.env).filter(([key]) => !/^(TOCSIN_|DATABASE_URL$|PORT$|npm_)/.test(key));
  const env = { ...Object.fromEntries(kept), HOME: home, PATH: `${nodeBin}:${process.env["PATH"]}`, PORT: "0" };
  return {
    /** @type {(program: string, args: readonly string[], cwd: string) => string} */
    run: (program, args, cwd) => run(program, args, { cwd, env, ...identity }),
    /** @type {(program: string, args: readonly string[], cwd: string) => import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} */
    start: (program, args, cwd) =>
      spawn(program, args, { cwd, env, ...identity, detached: true, stdio: ["ignore", "pipe", "pipe"] }),
  };
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnSyncOptions} options
 */
function run(program, args, options) {
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
    maxBuffer: 256 * 1024 * 1024,
    ...options,
    encoding: "utf8",
  });
  if (status === 0) return stdout;
  const reason = error?.message ?? `${stdout}${stderr}`;
  throw new Error(`${program} ${args[0]} ended with ${signal ?? status}: ${reason}`);
}

/**
 * A folder with a `node` of this version that the cell's user can reach: this process's own, or one of the npm registry.
 *
 * @param {string} version
 * @param {string} home
 */
function nodeFolder(version, home) {
  const own = process.versions.node.startsWith(`${version}.`);
  const binary = own
    ? process.execPath
    : run("npx", ["--yes", "-p", `node@${version}`, "-c", "node -p process.execPath"], { cwd: home }).trim();
  const folder = join(base, `node-${version}`);
  if (!existsSync(join(folder, "node"))) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(binary, join(folder, "node"));
    chmodSync(join(folder, "node"), 0o755);
  }
  return folder;
}

/** @param {string} text */
function lastLines(text) {
  return text.trimEnd().split("\n").slice(-6).join("\n");
}
