import type { LoadedPack } from "../../runtime/index.ts";

/** What a rule says about itself. */
export interface RuleText {
  readonly title: string;
  readonly because: string | null;
}

const REMEMBERED = new WeakMap<LoadedPack, ReadonlyMap<string, RuleText>>();

/** The words of every rule of a pack, by id. */
export function ruleTexts(pack: LoadedPack): ReadonlyMap<string, RuleText> {
  const known = REMEMBERED.get(pack);
  if (known !== undefined) return known;
  const texts = new Map(pack.pack.rules.map(({ id, title, metadata }) => [id, { title, because: metadata.because }]));
  REMEMBERED.set(pack, texts);
  return texts;
}
