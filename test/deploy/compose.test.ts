import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { ROOT } from "../../scripts/root.js";
import { settingsOf } from "../../cli/settings/settings-of.ts";
import { unknownSetting } from "../../server/env.ts";

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly privileged?: boolean;
  readonly security_opt?: readonly string[];
  readonly ports?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

const FILE = join(ROOT, "compose.yaml");
const text = readFileSync(FILE, "utf8");
const { services, secrets } = parse(text) as {
  readonly services: Readonly<Record<"database" | "server", Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
};
const LINTER = join(ROOT, "node_modules", "dclint", "bin", "dclint.cjs");
const lint = (path: string) =>
  promisify(execFile)(process.execPath, [LINTER, "--max-warnings", "0", path], { cwd: ROOT }).then(
    () => "fine",
    ({ stdout }: { readonly stdout: string }) => stdout,
  );

it("is what the linter and the schema of compose files ask for", async () => {
  expect(await lint(FILE)).toBe("fine");
  const folder = mkdtempSync(join(tmpdir(), "tocsin-compose-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const broken = join(folder, "compose.yaml");
  writeFileSync(broken, text.replace("healthcheck:", "healthchek:"));
  expect(await lint(broken)).toMatch(/"\/services\/database".+additional properties/);
});

it.each(["database", "server"] as const)("gives the %s no right that it does not need", (name) => {
  const { read_only, cap_drop, cap_add, privileged, security_opt, image, ports = [] } = services[name];
  expect({ read_only, cap_drop, cap_add, privileged }).toEqual({ read_only: true, cap_drop: ["ALL"] });
  expect(security_opt).toEqual(["no-new-privileges:true"]);
  expect(image).toMatch(/:\d+\.\d+/);
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

it("holds no secret, and gives each by a file", () => {
  expect(text).not.toMatch(/PASSWORD:|TOKEN:|:[^/\s]+@/);
  for (const { environment, secrets: given } of Object.values(services)) {
    const files = Object.entries(environment).flatMap(([name, path]) => (name.endsWith("_FILE") ? [path] : []));
    expect(files.toSorted()).toEqual(given.map((secret) => `/run/secrets/${secret}`).toSorted());
    for (const secret of given) expect(secrets[secret]?.file).toBe(`./secrets/${secret}`);
  }
});

it("names settings that there are, which name the database with the shared password", () => {
  const { environment } = services.server;
  for (const name of Object.keys(environment)) expect([name, unknownSetting(name)]).toEqual([name, null]);
  const folder = mkdtempSync(join(tmpdir(), "tocsin-compose-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const secret of services.server.secrets) writeFileSync(join(folder, secret), "p@ss of sixteen letters\n");
  const env = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replace("/run/secrets", folder)]),
  );
  expect(settingsOf({ env, cwd: "/" }).values).toEqual({
    DATABASE_URL: "postgresql://tocsin:p%40ss%20of%20sixteen%20letters@database:5432/tocsin",
    TOCSIN_METRICS_TOKEN: "p@ss of sixteen letters",
  });
});
