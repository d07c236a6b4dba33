type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Whether a key press is the one that `mod+shift+O` names. A letter is known by its place too: with Alt some keyboards write other signs. */
export function matchesKeys(event: Pressed, keys: string): boolean {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  const wants = (modifier: string) => parts.slice(0, -1).includes(modifier);
  if (wants("mod") !== (event.ctrlKey || event.metaKey) || wants("alt") !== event.altKey) return false;
  // A sign such as `?` may need Shift by itself.
  if (/^[A-Z]$/.test(key) || key.length > 1 ? wants("shift") !== event.shiftKey : false) return false;
  return event.key.toLowerCase() === key.toLowerCase() || event.code === `Key${key.toUpperCase()}`;
}
