import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { createPackLoader, loadPack, type LoadedPack } from "./load-pack.ts";
import { BrokenPack } from "./pack-error.ts";

const BUILT_IN = fileURLToPath(new URL("../..", import.meta.url));
const ruleOf = (condition: string, more = "") => `${more}rule X01 "One" {\n  because "one"\n  when ${condition}\n}\n`;

/** What a text on the disk is; null for none. */
type Folder = Readonly<Record<string, string | null>>;

/** One after the other, each on top of those before. */
const STEPS: readonly (readonly [string, Folder])[] = [
  ["nothing of one's own", {}],
  ["a rule", { "X01.tocsin": ruleOf("user.event_count > 3") }],
  ["the same again", {}],
  ["another threshold", { "X01.tocsin": ruleOf("user.event_count > 4") }],
  ["a name that is none", { "X01.tocsin": ruleOf("user.event_count > FEW_OF_THEM") }],
  ["the name in another file", { "names.tocsin": "const FEW_OF_THEM = 5\n" }],
  ["another value of the name", { "names.tocsin": "const FEW_OF_THEM = 6\n" }],
  [
    "a constant of the built-in pack",
    { "names.tocsin": "const FEW_OF_THEM = 6\noverride const SERVER_ERRORS_TOLERATED = 9\n" },
  ],
  ["a text that breaks off", { "X01.tocsin": "rule X01 {" }],
  [
    "a list from a file",
    {
      "X01.tocsin": ruleOf("any ip { .address in nets }", 'list nets : list<cidr> = file "nets.txt"\n'),
      "nets.txt": "9.9.9.0/24\n",
    },
  ],
  ["another list in the file", { "nets.txt": "9.9.8.0/24\n" }],
  ["a list that is none", { "nets.txt": "nonsense\n" }],
  ["the file moved", { "X01.tocsin": null, "nets.txt": null, "X01_moved.tocsin": ruleOf("user.event_count > 3") }],
  ["nothing of it left", { "X01_moved.tocsin": null, "names.tocsin": null }],
];

const outcomeOf = async (load: () => Promise<LoadedPack>) => {
  try {
    const { fingerprint, diagnostics, files, lists, presets, evaluator } = await load();
    return { fingerprint, diagnostics, files, lists, presets: presets.map(({ name }) => name), rules: evaluator.rules };
  } catch (error) {
    if (!(error instanceof BrokenPack)) throw error;
    return { message: error.message, diagnostics: error.diagnostics };
  }
};

it("loads after each change what is loaded for the first time", async () => {
  const user = await mkdtemp(join(tmpdir(), "tocsin-pack-"));
  onTestFinished(() => rm(user, { recursive: true }));
  const load = createPackLoader({ builtIn: BUILT_IN, user });
  const seen: unknown[] = [];
  for (const [what, changes] of STEPS) {
    for (const [name, text] of Object.entries(changes))
      await (text === null ? rm(join(user, name)) : writeFile(join(user, name), text));
    const again = await outcomeOf(load);
    expect(again, what).toEqual(await outcomeOf(() => loadPack({ builtIn: BUILT_IN, user })));
    seen.push(again.fingerprint ?? again.message);
  }
  expect(seen[2]).toBe(seen[1]);
  expect(seen.at(-1)).toBe(seen[0]);
  expect(new Set(seen).size).toBe(STEPS.length - 2);
  const last = await load();
  expect(await load()).toBe(last);
});
