import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/*
 * `node scripts/offline/try-installation.js FOLDER`: starts an unpacked installation, sends an event and waits for its user's score, which
 * it prints with the networks that this process sees. Run it where there is no network:
 *
 *   unshare -n sh -c 'ip link set lo up && node scripts/offline/try-installation.js FOLDER'
 */
const SCORED_WITHIN_MS = 60_000;
const folder = resolve(process.argv[2] ?? ".");
const data = mkdtempSync(join(tmpdir(), "tocsin-try-"));
// A registry or a proxy that would be asked is not there.
const nobody = "http://127.0.0.1:9";
const server = spawn(process.execPath, [join(folder, "bin", "tocsin.js"), "serve"], {
  cwd: data,
  env: {
    PATH: process.env["PATH"],
    PORT: "0",
    TOCSIN_DATA: join(data, "data"),
    TOCSIN_LOG: "warn",
    npm_config_registry: nobody,
    http_proxy: nobody,
    https_proxy: nobody,
  },
  stdio: ["ignore", "pipe", "inherit"],
});
const ended = new Promise((done) => server.once("close", done));

try {
  const { url, email, password, apiKey } = await firstStart();
  const eventTime = new Date().toISOString().replace("T", " ").slice(0, 23);
  const event = { userName: "anna", ipAddress: "203.0.113.7", url: "/login", eventType: "account_login", eventTime };
  const sent = await fetch(`${url}/sensor/`, {
    method: "POST",
    headers: { "Api-Key": apiKey },
    body: new URLSearchParams(event),
  });
  if (sent.status !== 200) throw new Error(`the sensor answered ${sent.status}`);
  const signedIn = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
  const page = await fetch(url, { headers: { accept: "text/html" } });
  console.log(JSON.stringify({ networks: outside(), studio: page.status, score: await scoreOf(url, cookie) }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  server.kill("SIGTERM");
  await ended;
  rmSync(data, { recursive: true, force: true });
}

/** Names of networks beside the one of this machine. */
function outside() {
  return Object.entries(networkInterfaces())
    .filter(([, addresses]) => addresses?.some(({ internal }) => !internal))
    .map(([name]) => name);
}

/** @returns {Promise<{ url: string, email: string, password: string, apiKey: string }>} what the first start prints */
function firstStart() {
  let output = "";
  return new Promise((started, failed) => {
    server.once("close", (code) => failed(new Error(`the server ended with ${code}`)));
    server.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      output += text;
      const [, url] = /ready: (\S+)/.exec(output) ?? [];
      const [, email] = /operator +(\S+)/.exec(output) ?? [];
      const [, password] = /password +(\S+)/.exec(output) ?? [];
      const [, apiKey] = /API key +(\S+)\n/.exec(output) ?? [];
      if (url && email && password && apiKey) started({ url, email, password, apiKey });
    });
  });
}

/**
 * @param {string} url
 * @param {string} cookie
 * @returns {Promise<number>}
 */
async function scoreOf(url, cookie) {
  const until = Date.now() + SCORED_WITHIN_MS;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/api/v1/users/anna`, { headers: { cookie } });
    const user = /** @type {{ scoredAt?: string | null, score?: number }} */ (await answer.json());
    if (typeof user.scoredAt === "string" && user.score !== undefined) return user.score;
    await pause(100);
  }
  throw new Error("the user was not scored in time");
}
