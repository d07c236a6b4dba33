import type { Fix } from "../../dsl/language-service/index.ts";

/** The change that adds a block at the end of a text, behind an empty line. */
export function addedBlock(path: string, text: string, block: string, title: string): Fix {
  const end = text.trimEnd().length;
  const gap = end === 0 ? "" : "\n\n";
  return { title, edits: [{ span: { file: path, start: end, end: text.length }, text: `${gap}${block.trimEnd()}\n` }] };
}
