/** Indents lines by the brackets that are open before them, two spaces a bracket. Lines of emitted code break only at brackets. */
export function layout(lines: readonly string[]): readonly string[] {
  let depth = 0;
  return lines.map((line) => {
    const text = line.trim();
    if (/^[}\])]/.test(text)) depth--;
    const laidOut = text === "" ? "" : "  ".repeat(depth) + text;
    if (/[{[(]$/.test(text) && !text.startsWith("//") && !text.startsWith("/*")) depth++;
    return laidOut;
  });
}
