import { runTests, type RunQuery } from "../../compiler/index.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { checkPack } from "../../dsl/checks/check-pack.ts";

/** A checked pack of one file; fails with the diagnostics where it has errors. */
export function packOf(text: string): BoundPack {
  const id = /rule (X\d+)/.exec(text)?.[1] ?? "X01";
  const { pack, diagnostics } = checkPack({ files: [{ path: `${id}_tested.tocsin`, text }], listFiles: new Map() });
  if (pack === null) throw new Error(JSON.stringify(diagnostics, null, 2));
  return pack;
}

/** What the tests of a text expected and did not find, on both targets. */
export async function failuresOf(text: string, run: RunQuery): Promise<readonly string[]> {
  const results = await runTests(packOf(text), { run });
  return results.flatMap(({ test, failures }) =>
    failures.map(({ target, expected, actual }) => `${test}: expected ${expected}, ${target} says ${actual}`),
  );
}
