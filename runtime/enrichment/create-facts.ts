import type { FactsProvider } from "./facts.ts";
import { withFactsFile, type FactsFile } from "./facts-file.ts";
import { createOfflineFacts } from "./offline-facts.ts";

export interface FactsOptions {
  /** Later files win over earlier ones. */
  readonly files?: readonly FactsFile[];
}

/** What is known offline, with files on top. */
export function createFacts({ files = [] }: FactsOptions = {}): FactsProvider {
  return files.reduce(withFactsFile, createOfflineFacts());
}
