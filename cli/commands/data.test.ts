import { utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { runCli } from "../run-cli.ts";
import { fakeHost } from "../testing/fake-host.ts";
import { folderWith } from "../testing/folder.ts";
import { COMMANDS } from "./index.ts";

const NOW = Date.parse("2026-11-25T12:00:00Z");

let cwd = "";
beforeEach(async () => {
  cwd = await folderWith({ "exits.txt": "192.0.2.1\n192.0.2.2\n", "ranks.csv": "1,example.com\n" });
  for (const file of ["exits.txt", "ranks.csv"])
    await utimes(join(cwd, file), new Date("2026-11-20"), new Date("2026-11-20"));
});

async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const host = { ...fakeHost({ cwd, env }), now: () => NOW };
  const code = await runCli(["data", ...argv], COMMANDS, host, "0.0.0");
  return { code, written: host.written(), noted: host.noted() };
}

it("takes files and lists what there is", async () => {
  expect((await run(["list"])).noted).toContain("no file of data was brought");
  expect((await run(["import", "exits.txt", "--as", "tor", "--licence", "MIT"])).written).toBe(
    "tor: 2 entries of 2026-11-20 for tor\n",
  );
  expect((await run(["import", "ranks.csv", "--name", "mine", "--date", "2026-01-01"])).written).toBe(
    "mine (rank): 1 entries of 2026-01-01 for rank\n",
  );
  expect((await run(["list"])).written).toBe(
    [
      "source  kind  facts  date        days  entries  bytes  licence   stale",
      "mine    rank  rank   2026-01-01   328        1     14  not said  rank",
      "tor     tor   tor    2026-11-20     5        2     20  MIT",
      "",
    ].join("\n"),
  );
});

it("lists for programs", async () => {
  await run(["import", "exits.txt", "--as", "tor", "--date", "2026-11-01"]);
  expect(JSON.parse((await run(["list", "--format", "json"])).written)).toMatchObject({
    kind: "data-list",
    sources: [
      {
        name: "tor",
        facts: ["tor"],
        ageInDays: 24,
        stale: ["tor"],
        sha256: "edc912c3b411d6eee7de26229f6ebc3309bb12bb82906a7400ac8fbeafd22d27",
      },
    ],
  });
});

it.each([
  [["import", "nothing.txt", "--as", "tor"], "nothing.txt cannot be read"],
  [["import", "exits.txt"], "exits.txt was not taken: it holds addresses and does not say of what: add --as tor|"],
  [["import", "exits.txt", "--as", "onion"], "--as"],
  [["import", "exits.txt", "--as", "tor", "--sha256", "0".repeat(64)], "was not taken: its sha256 is"],
  [["refresh"], "no list of sources is configured"],
])("refuses %j in one sentence", async (argv, sentence) => {
  const { code, noted } = await run(argv);
  expect(code).toBe(1);
  expect(noted).toContain(sentence);
});

/** A server on this machine whose answers are `pages`. */
async function serving(pages: Readonly<Record<string, string>>): Promise<string> {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? "", "http://localhost").pathname];
    if (page === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "last-modified": "Tue, 24 Nov 2026 00:00:00 GMT" }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listens on TCP
}

it("refreshes what is configured, one source independent of the other", async () => {
  const pages: Record<string, string> = { "/tor": "192.0.2.1\n" };
  const url = await serving(pages);
  const sources = [
    { as: "tor", url: `${url}/tor?key=secret`, licence: "CC0-1.0" },
    { as: "blocklist", url: `${url}/gone` },
    { file: "ranks.csv" },
  ];
  await writeFile(join(cwd, "sources.json"), JSON.stringify({ sources }));
  const env = { TOCSIN_SOURCES: "sources.json" };
  const refreshed = await run(["refresh"], env);
  expect(refreshed.code).toBe(1);
  expect(refreshed.written).toBe("tor: 1 entries of 2026-11-24 for tor\nrank: 1 entries of 2026-11-20 for rank\n");
  expect(refreshed.noted).toContain("the server answered 404");
  expect(refreshed.noted).toContain("1 of 3 sources stay as they were");

  pages["/tor"] = "<html>";
  expect((await run(["refresh", "tor"], env)).noted).toContain("/tor was not taken: line 1 is no address");
  const listed = z
    .object({ sources: z.array(z.object({ name: z.string(), origin: z.string(), entries: z.int() })) })
    .parse(JSON.parse((await run(["list", "--format", "json"], env)).written));
  expect(listed.sources).toEqual([
    { name: "rank", origin: join(cwd, "ranks.csv"), entries: 1 },
    { name: "tor", origin: `${url}/tor`, entries: 1 },
  ]);
});
