/**
 * The names between braces in a `because`, in order; `{{` and `}}` are braces.
 *
 * @example
 * placeholders("{count} of {{all}}"); // ["count"]
 */
export function placeholders(text: string): readonly string[] {
  const names: string[] = [];
  for (const match of text.matchAll(/\{\{|\}\}|\{([^{}]*)\}/g)) {
    if (match[1] !== undefined) names.push(match[1].trim());
  }
  return names;
}
