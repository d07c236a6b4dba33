import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { testDatabase } from "../../test/database/test-database.ts";
import { packOf } from "../packs/load-pack.ts";
import { createScoring } from "../scoring/create-scoring.ts";
import { runtimeTester } from "../testing/runtime-tester.ts";

const database = testDatabase();
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

it("keeps and scores everything that a killed process acknowledged", async () => {
  const { store, appId, ingest } = await runtimeTester(database.pool);
  const folder = await mkdtemp(join(tmpdir(), "tocsin-crash-"));
  try {
    const script = join(folder, "child.mjs");
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    await build({
      entryPoints: [join(ROOT, "runtime/testing/crash-child.ts")],
      outfile: script,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      logLevel: "error",
    });
    const acknowledged: string[] = [];
    let leftInInbox = 0;
    // The kill may fall into a moment in which nothing waits in the inbox.
    for (let kills = 0; kills < 5 && leftInInbox === 0; kills += 1) {
      acknowledged.push(...(await acknowledgedUntilKilled(script, appId)));
      leftInInbox = (await database.pool.query("select from inbox")).rows.length;
    }
    expect(acknowledged.length).toBeGreaterThan(50);
    expect(leftInInbox).toBeGreaterThan(0);
    await ingest.takeOver(Date.now() + 1);
    await ingest.settle();
    const { rows } = await database.pool.query<{ event_id: string; name: string }>(
      "select event_id, name from events join users using (user_id)",
    );
    const stored = new Set(rows.map(({ event_id }) => event_id));
    expect(acknowledged.filter((eventId) => !stored.has(eventId))).toEqual([]);

    const pack = packOf([{ path: "rules/X01_any.tocsin", text: 'rule X01 "Any" { when user.event_count >= 1 }' }]);
    await createScoring({ store, pack }).settle();
    const { rows: users } = await database.pool.query<{ users: number; scored: number; counted: number }>(
      `select count(*)::integer as users, count(score)::integer as scored, sum(event_count)::integer as counted
       from users left join scores using (user_id)`,
    );
    const names = new Set(rows.map(({ name }) => name)).size;
    expect(users).toEqual([{ users: names, scored: names, counted: rows.length }]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** The ids that a process acknowledged, from its start to a kill in the midst of its work. */
async function acknowledgedUntilKilled(script: string, appId: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [script, database.url(), String(appId)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  const enough = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.length > 2000) resolve();
    });
  });
  const ended = once(child, "close");
  await Promise.race([enough, ended]);
  child.kill("SIGKILL");
  await ended;
  // The last line may have been cut by the kill.
  return output.split("\n").slice(0, -1);
}
