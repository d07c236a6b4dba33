import { runTests, type RunQuery } from "../../compiler/index.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { checkPack } from "../../dsl/checks/check-pack.ts";

/** A checked pack of a text, every rule in a file of its own; fails with the diagnostics where it has errors. */
export function packOf(text: string): BoundPack {
  const files = text.split(/^(?=rule )/m).map((part, i) => {
    const id = /^rule (X\d+)/.exec(part)?.[1];
    return { path: id === undefined ? `shared_${i}.tocsin` : `${id}_tested.tocsin`, text: part };
  });
  const { pack, diagnostics } = checkPack({ files, listFiles: new Map() });
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
