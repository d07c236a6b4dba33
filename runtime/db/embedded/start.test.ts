import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { asRoot, clusterOf, dataFolders, query, runningPid, start } from "./testing/data-folder.ts";
import { startHolder } from "./testing/holder.ts";
import { holdEmbeddedPostgres } from "./start.ts";

const dataFolder = dataFolders();

it("keeps what was written when it is stopped and started again", async () => {
  const dataDir = dataFolder();
  const first = await start(dataDir);
  await query(first, "create table kept as select 7 as n");
  await first.stop();
  expect(runningPid(dataDir)).toBeUndefined();

  const second = await start(dataDir);
  expect(second.origin).toBe("started");
  expect(await query(second, "select n from kept")).toEqual([{ n: 7 }]);
  await second.stop();
});

it("is durable and listens on a socket only, in a folder for its owner alone", async () => {
  const dataDir = dataFolder();
  const server = await start(dataDir);
  const settings = await query(
    server,
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'listen_addresses',
     'synchronous_commit', 'unix_socket_permissions', 'data_checksums') order by name`,
  );
  expect(settings).toEqual([
    { name: "data_checksums", setting: "on" },
    { name: "fsync", setting: "on" },
    { name: "full_page_writes", setting: "on" },
    { name: "listen_addresses", setting: "" },
    { name: "synchronous_commit", setting: "on" },
    { name: "unix_socket_permissions", setting: "0700" },
  ]);
  const socketFolder = new URL(server.connectionString).searchParams.get("host") ?? "";
  for (const folder of [join(dataDir, "postgres"), clusterOf(dataDir), socketFolder]) {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  }
  await server.stop();
});

it("keeps what statements hold out of the server's log, and what concerns the server in it", async () => {
  const dataDir = dataFolder();
  const server = await start(dataDir);
  await query(server, "create table people (email text primary key)");
  for (const statement of [
    "insert into people values ('leak@example.com'), ('leak@example.com')",
    "select 'leak@example.com'::integer",
    "do $$ begin raise warning 'leak@example.com'; end $$",
    "select pg_terminate_backend(pg_backend_pid()), 'leak@example.com'",
  ])
    await query(server, statement).catch(() => undefined);
  await server.stop();
  const log = readFileSync(join(dataDir, "postgres.log"), "utf8");
  expect(log).not.toContain("leak@");
  expect(log).toContain("FATAL:  terminating connection due to administrator command");
  expect(log).toContain("LOG:  database system is shut down");
});

it("compares text by code points", async () => {
  const server = await start(dataFolder());
  expect(await query(server, "select 'Z' < 'a' as by_code, length('𝒳é') as characters")).toEqual([
    { by_code: true, characters: 2 },
  ]);
  await server.stop();
});

it("adopts the server that a killed process left running", async () => {
  const dataDir = dataFolder();
  const holder = await startHolder(dataDir);
  expect(await holder.end("SIGKILL")).toBe("SIGKILL");
  expect(runningPid(dataDir)).toBe(holder.server.pid);

  const server = await start(dataDir);
  expect(server).toMatchObject({ origin: "adopted", pid: holder.server.pid });
  await server.stop();
  expect(runningPid(dataDir)).toBeUndefined();
});

it.each(["SIGINT", "SIGTERM"] as const)("is shut down in order when its process gets %s", async (signal) => {
  const dataDir = dataFolder();
  const holder = await startHolder(dataDir);
  expect(await holder.end(signal)).toBe(0);
  expect(runningPid(dataDir)).toBeUndefined();
  expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).toMatch(/database system is shut down\n$/);
});

it("stays while another process uses it", async () => {
  const dataDir = dataFolder();
  const holder = await startHolder(dataDir);
  const server = await start(dataDir);
  await server.stop();
  expect(runningPid(dataDir)).toBe(holder.server.pid);
  expect(await holder.end("SIGTERM")).toBe(0);
  expect(runningPid(dataDir)).toBeUndefined();
});

it("stays while this process holds it, and may be held before it runs", async () => {
  const dataDir = dataFolder();
  const release = await holdEmbeddedPostgres(dataDir);
  const server = await start(dataDir);
  await server.stop();
  expect(runningPid(dataDir)).toBe(server.pid);
  await release();
  expect(runningPid(dataDir)).toBeUndefined();
});

it("starts once when several ask for it at the same time", async () => {
  const dataDir = dataFolder();
  const servers = await Promise.all([start(dataDir), start(dataDir), start(dataDir)]);
  expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
  expect(servers.map(({ origin }) => origin).toSorted()).toEqual(["adopted", "adopted", "started"]);
  for (const server of servers) await server.stop();
  expect(runningPid(dataDir)).toBeUndefined();
});

it("recovers what was committed when the server itself is killed", async () => {
  const dataDir = dataFolder();
  const first = await start(dataDir);
  await query(first, "create table kept as select generate_series(1, 1000) as n");
  process.kill(first.pid, "SIGKILL");

  const second = await start(dataDir);
  expect(second.origin).toBe("started");
  expect(await query(second, "select count(*)::integer as n from kept")).toEqual([{ n: 1000 }]);
  expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).toContain("automatic recovery in progress");
  await first.stop();
  await second.stop();
});

it("starts a server again that ends while it is used", async () => {
  const server = await start(dataFolder());
  const { pid, connectionString } = server;
  await query(server, "create table kept as select 7 as n");
  process.kill(pid, "SIGKILL");
  await expect.poll(() => server.pid).not.toBe(pid);
  expect(await query(server, "select n from kept")).toEqual([{ n: 7 }]);
  expect(server.connectionString).toBe(connectionString);
  await server.stop();
});

it("starts over a pid file that names a living process of another kind", async () => {
  const dataDir = dataFolder();
  const first = await start(dataDir);
  const pidFile = readFileSync(join(clusterOf(dataDir), "postmaster.pid"), "utf8");
  await first.stop();
  writeFileSync(join(clusterOf(dataDir), "postmaster.pid"), pidFile.replace(/^\d+/, String(process.pid)), {
    mode: 0o600,
  });

  const second = await start(dataDir);
  expect(second.origin).toBe("started");
  await second.stop();
});

it("makes the cluster anew when it was interrupted while making it", async () => {
  const dataDir = dataFolder();
  const first = await start(dataDir);
  await first.stop();
  const home = dirname(clusterOf(dataDir));
  renameSync(clusterOf(dataDir), `${home}.new`);

  const second = await start(dataDir);
  expect(await query(second, "select 1 as one")).toEqual([{ one: 1 }]);
  await second.stop();
});

it("uses a short folder for the socket when the data folder's path is too long for one", async () => {
  const dataDir = join(dataFolder(), "deep".repeat(20), "deeper".repeat(20));
  const server = await start(dataDir);
  const socketFolder = new URL(server.connectionString).searchParams.get("host") ?? "";
  expect(socketFolder).toMatch(/\/tocsin-[0-9a-f]{16}$/);
  expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
  await server.stop();
});

it.each([
  {
    problem: "a file where the folder should be",
    dataDir: "/dev/null/data",
    code: "folder-unusable",
    says: "/dev/null/data",
  },
  { problem: "a folder that nobody can write", dataDir: "/proc/data", code: "folder-unusable", says: "/proc/data" },
])("says in one sentence that the data folder is $problem", async ({ dataDir, code, says }) => {
  await expect(start(dataDir)).rejects.toMatchObject({
    name: "DatabaseError",
    code,
    message: expect.stringMatching(new RegExp(`^the data folder ${says} cannot be made \\(.*\\): choose`)),
  });
});

it("says which PostgreSQL a data folder needs when that one is not installed", async () => {
  const dataDir = dataFolder();
  const server = await start(dataDir);
  await server.stop();
  writeFileSync(join(clusterOf(dataDir), "PG_VERSION"), "13\n");
  await expect(start(dataDir)).rejects.toMatchObject({
    code: "cluster-mismatch",
    message: expect.stringContaining("was made by PostgreSQL 13"),
  });
});

it("passes on what the server complains about when it cannot start", async () => {
  const settings = { shared_buffers: "1kB" };
  await expect(start(dataFolder(), { settings })).rejects.toMatchObject({
    code: "server-failed",
    message: expect.stringMatching(/cannot start: .*shared_buffers.*postgres\.log/),
  });
});

it("never runs as root", async () => {
  const dataDir = dataFolder();
  const server = await start(dataDir);
  const { uid } = statSync(`/proc/${server.pid}`);
  const inside = readFileSync(`/proc/${server.pid}/uid_map`, "utf8").trim().split(/\s+/)[0];
  expect(asRoot && uid === 0 && inside === "0").toBe(false);
  await server.stop();
});
