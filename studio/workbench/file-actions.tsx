import { notifications } from "@mantine/notifications";
import { useState, type ReactNode, type RefObject } from "react";
import type { PackFile } from "../../api/index.ts";
import type { RuleEditorHandle } from "../editor/rule-editor.tsx";
import { text as words } from "../text/text.ts";
import { useDrafts } from "./drafts-provider.tsx";
import { isNewFile } from "./overlay-files.ts";
import { RemoveDialog, RenameDialog } from "./own-file-dialogs.tsx";
import { asOwnRule, freeRuleId, ownPath } from "./own-rules.ts";
import { useExportPatch } from "./use-export-patch.ts";
import { useSaveFile } from "./use-save-file.ts";

/** What can be done with the open file. */
export interface FileActions {
  /** Formats, and saves in the folder or keeps the draft on the server. */
  readonly save: () => Promise<void>;
  readonly saving: boolean;
  readonly revert: () => void;
  readonly saveAsOwn: () => void;
  readonly exportPatch: () => void;
  readonly askRename: () => void;
  readonly askRemove: () => void;
  /** The question that is open, to be drawn somewhere. */
  readonly dialog: ReactNode;
}

export interface FileActionsOptions {
  readonly file: PackFile;
  readonly files: readonly PackFile[];
  readonly text: string;
  readonly editable: boolean;
  readonly editor: RefObject<RuleEditorHandle | null>;
  readonly onOpen: (path: string, offset: number) => void;
}

export function useFileActions({ file, files, text, editable, editor, onOpen }: FileActionsOptions): FileActions {
  const { setDraft, flush } = useDrafts();
  const { save, rename, remove } = useSaveFile();
  const patch = useExportPatch();
  const [question, setQuestion] = useState<"rename" | "remove" | null>(null);
  const close = () => setQuestion(null);
  const goElsewhere = () => {
    const next = files.find(({ path, rules }) => path !== file.path && rules.length > 0);
    if (next !== undefined) onOpen(next.path, 0);
  };
  return {
    saving: save.isPending,
    save: async () => {
      const formatted = (await editor.current?.format()) ?? text;
      if (!file.builtin && editable) {
        if (formatted !== file.text || isNewFile(file)) save.mutate({ file, text: formatted });
        return;
      }
      if (formatted === file.text) return;
      if (await flush()) notifications.show({ message: words.workspace.draftKept });
    },
    revert: () => {
      setDraft(file.path, null);
      if (isNewFile(file)) goElsewhere();
    },
    saveAsOwn: () => {
      const [rule] = file.rules;
      if (rule === undefined) return;
      const id = freeRuleId(files);
      const path = ownPath(id, rule.title);
      setDraft(path, asOwnRule(text, rule.id, id));
      // The built-in rule goes on as it is.
      if (file.builtin) setDraft(file.path, null);
      onOpen(path, 0);
    },
    exportPatch: () => patch.mutate(),
    askRename: () => setQuestion("rename"),
    askRemove: () => setQuestion("remove"),
    dialog:
      question === "rename" ? (
        <RenameDialog
          file={file}
          files={files}
          onClose={close}
          onRename={(to) => {
            close();
            const takeDraftAlong = () => {
              if (text !== file.text) setDraft(to, text);
              setDraft(file.path, null);
              onOpen(to, 0);
            };
            rename.mutate({ file, to }, { onSuccess: takeDraftAlong });
          }}
        />
      ) : question === "remove" ? (
        <RemoveDialog
          file={file}
          onClose={close}
          onRemove={() => {
            close();
            remove.mutate(file, { onSuccess: goElsewhere });
          }}
        />
      ) : null,
  };
}
