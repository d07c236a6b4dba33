import { z } from "zod";
import { Settings, Thresholds } from "../../api/index.ts";
import type { Draft } from "./draft.ts";

/** What a browser's storage offers; it may refuse (private windows, quota), and nothing is kept over a reload then. */
export type SettingsStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A change that can be taken back while `after` is what stands. */
export interface Undo {
  readonly before: Settings;
  readonly after: Settings;
}

const KeptUndo = z.object({ before: Settings, after: Settings });
const KeptDraft = z.object({
  preset: z.string().nullable(),
  thresholds: Thresholds,
  weights: z.record(z.string(), z.int()),
});

/** The last change of an app's settings made in this browser. */
export const keptUndo = keptAs<Undo>("tocsin-weights-undo", KeptUndo);

/** What was tried in this tab and not applied. */
export const keptDraft = keptAs<Draft>("tocsin-weights-draft", KeptDraft);

function keptAs<T>(name: string, schema: z.ZodType<T>) {
  const keyOf = (app: string) => `${name}:${app}`;
  return {
    read: (storage: SettingsStorage, app: string): T | null => {
      try {
        const kept = storage.getItem(keyOf(app));
        return kept === null ? null : schema.parse(JSON.parse(kept));
      } catch {
        return null;
      }
    },
    /** Null forgets. */
    write: (storage: SettingsStorage, app: string, value: T | null): void => {
      try {
        if (value === null) storage.removeItem(keyOf(app));
        else storage.setItem(keyOf(app), JSON.stringify(value));
      } catch {
        // It stays in memory; losing it on reload is the browser's choice.
      }
    },
  };
}
