import { packOfFile, runTests } from "../../compiler/index.ts";
import type { Store } from "../db/store.ts";
import { type LoadedPack, recheckPack } from "../packs/load-pack.ts";
import type { PackText } from "../packs/read-pack-folder.ts";
import { withTestStatements } from "./test-statements.ts";

export type PackTexts = Pick<LoadedPack, "files" | "lists">;

/** A file with blocks of tests behind its text, each after an empty line. */
interface Extended {
  readonly text: string;
  /** Where each block stands. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/**
 * Which of some blocks of tests can stand at the end of a file: they have no error there, and all that they expect comes true on both targets.
 */
export async function holdInFile(
  store: Store,
  texts: PackTexts,
  {
    file,
    blocks,
    signal,
  }: { readonly file: PackText; readonly blocks: readonly string[]; readonly signal?: AbortSignal | undefined },
): Promise<readonly boolean[]> {
  if (blocks.length === 0) return [];
  const { text, places } = extended(file.text, blocks);
  const { pack, diagnostics } = recheckPack(texts, { path: file.path, text });
  if (pack === null) {
    const isWrong = ({ start, end }: Extended["places"][number]) =>
      diagnostics.some(
        ({ severity, span }) =>
          severity === "error" && span.file === file.path && span.start >= start && span.start < end,
      );
    const right = blocks.filter((_, i) => !isWrong(places[i] ?? { start: 0, end: 0 }));
    if (right.length === blocks.length) return blocks.map(() => false);
    const held = await holdInFile(store, texts, { file, blocks: right, signal });
    return blocks.map((block) => held[right.indexOf(block)] ?? false);
  }
  const [first] = places;
  const judging = { ...packOfFile(pack, file.path), unchanged: null };
  const results = await withTestStatements(store, signal, (run) =>
    runTests(judging, {
      run,
      signal,
      select: ({ span }) => span.file === file.path && span.start >= (first?.start ?? 0),
    }),
  );
  return places.map(({ start, end }) => {
    const own = results.filter(({ testSpan }) => testSpan.start >= start && testSpan.end <= end);
    return own.length > 0 && own.every(({ status }) => status === "passed");
  });
}

function extended(text: string, blocks: readonly string[]): Extended {
  const places: { start: number; end: number }[] = [];
  let whole = text.trimEnd();
  for (const block of blocks) {
    whole += "\n\n";
    places.push({ start: whole.length, end: whole.length + block.length });
    whole += block;
  }
  return { text: whole, places };
}
