/** Where Monaco keeps small habits of a person. */
interface EditorStorage {
  readonly get: (key: string, scope: number, fallback?: string) => string | undefined;
  readonly getBoolean: (key: string, scope: number, fallback?: boolean) => boolean | undefined;
  readonly getNumber: (key: string, scope: number, fallback?: number) => number | undefined;
  readonly store: (key: string, value: unknown) => void;
  readonly remove: (key: string) => void;
  readonly onDidChangeValue: () => EditorEvent;
  readonly onDidChangeTarget: EditorEvent;
  readonly onWillSaveState: EditorEvent;
}

type EditorEvent = () => { readonly dispose: () => void };

/** Nothing else writes here, so there is never a change to tell of. */
const silent: EditorEvent = () => ({ dispose: () => undefined });

/**
 * Monaco's own storage with one habit set from the start: completion shows the documentation beside the words,
 * which is what someone new to the language needs and would not look for.
 */
export function createEditorStorage(): EditorStorage {
  const kept = new Map<string, unknown>([["expandSuggestionDocs", true]]);
  const read = (key: string, fallback: unknown) => kept.get(key) ?? fallback;
  return {
    get: (key, _scope, fallback) => asText(read(key, fallback)),
    getBoolean: (key, _scope, fallback) => asText(read(key, fallback)) === "true",
    getNumber: (key, _scope, fallback) => Number(read(key, fallback)),
    store: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    onDidChangeValue: () => silent,
    onDidChangeTarget: silent,
    onWillSaveState: silent,
  };
}

function asText(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}
