import type { PaletteEntry } from "../palette/rank-entries.ts";
import { usePaletteSource } from "../palette/palette-provider.tsx";
import { useKeys } from "../palette/use-keys.ts";
import type { LanguageState } from "../language/use-language-client.ts";
import { text as words } from "../text/text.ts";
import type { FileActions } from "./file-actions.tsx";
import { PANELS } from "./panels.ts";
import { usePanel } from "./use-panel.ts";
import type { OpenTabs } from "./use-tabs.ts";

export interface WorkbenchCommands {
  readonly language: LanguageState;
  readonly actions: FileActions;
  readonly tabs: OpenTabs;
  readonly onRun: () => void;
  readonly onFormat: () => void;
  /** Closes the tab of the open file, or the second file's pane. */
  readonly onClose: () => void;
  readonly onNewRule: () => void;
  readonly onSplit: () => void;
  readonly onOpen: (path: string, offset: number) => void;
}

/** What the palette and the keys do in the workbench. */
export function useWorkbenchCommands(options: WorkbenchCommands): void {
  const { language, actions, tabs, onRun, onFormat, onClose, onNewRule, onSplit, onOpen } = options;
  const { show } = usePanel();
  const next = () => tabs.step(1);
  const previous = () => tabs.step(-1);
  useKeys([
    ["alt+PageDown", next],
    ["alt+PageUp", previous],
    ["alt+W", onClose],
    ["mod+\\", onSplit],
  ]);
  const command = (id: string, label: string, run: () => void, keys?: string): PaletteEntry => ({
    id,
    label,
    detail: "",
    run,
    ...(keys !== undefined && { keys }),
  });
  const names = words.palette;
  usePaletteSource({
    commands: [
      command("run", names.dryRun, onRun, "Ctrl+Enter"),
      command("save", names.save, () => void actions.save(), "Ctrl+S"),
      command("format", names.format, onFormat, "Shift+Alt+F"),
      command("revert", names.revert, actions.revert),
      command("export", names.exportPatch, actions.exportPatch),
      command("new", names.newRule, onNewRule),
      command("next", names.nextTab, next, "Alt+Page Down"),
      command("previous", names.previousTab, previous, "Alt+Page Up"),
      command("close", names.closeTab, onClose, "Alt+W"),
      command("split", names.split, onSplit, "Ctrl+\\"),
      ...PANELS.map((panel) =>
        command(`panel ${panel}`, names.showPanel(words.panels.names[panel]), () => show(panel)),
      ),
    ],
    symbols: async () => {
      const symbols = (await language.client?.port.allSymbols()) ?? [];
      return symbols.map(({ name, detail, kind, span, selection }) => ({
        id: `${span.file} ${selection.start} ${kind}`,
        label: name,
        detail: [kind, detail, span.file].filter(Boolean).join(" · "),
        run: () => onOpen(span.file, selection.start),
      }));
    },
  });
}
