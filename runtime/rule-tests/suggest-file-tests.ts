import { suggestTests, type Suggestions } from "../../compiler/index.ts";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import type { Store } from "../db/store.ts";
import type { PackText } from "../packs/read-pack-folder.ts";
import { holdInFile, type PackTexts } from "./holds-in-file.ts";
import { createTimeBudget } from "./time-budget.ts";

/** To look for users in; what was found until then is offered. */
const SEARCH_WITHIN_MS = 6_000;

export interface FileSuggestions extends Suggestions {
  /** Time did not suffice for all thresholds: asking again with the others accepted finds more. */
  readonly cut: boolean;
}

export interface SuggestFileOptions {
  readonly pack: BoundPack;
  readonly texts: PackTexts;
  readonly file: PackText;
  readonly clock: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** Tests for the thresholds of a file that have none at their boundary, each of which was run on both targets. The file's own tests pass. */
export async function suggestFileTests(
  store: Store,
  { pack, texts, file, clock, signal }: SuggestFileOptions,
): Promise<FileSuggestions> {
  const budget = createTimeBudget({ within: SEARCH_WITHIN_MS, signal, clock });
  const byPath = new Map(texts.files.map((each) => [each.path, each.text]));
  byPath.set(file.path, file.text);
  const textOf = (path: string) => byPath.get(path) ?? null;
  const { tests, untested } = await suggestTests(pack, { file: file.path, textOf, goOn: budget.goOn });
  const cut = budget.isOver();
  signal?.throwIfAborted();
  const held = await holdInFile(store, texts, { file, blocks: tests.map(({ text }) => text), signal });
  return { tests: tests.filter((_, i) => held[i]), untested, cut };
}
