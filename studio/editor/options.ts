import type { editor } from "monaco-editor/editor";

/** How the editor looks and behaves; `ariaLabel` and the theme follow the page. */
export const EDITOR_OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  model: null,
  automaticLayout: true,
  bracketPairColorization: { enabled: false },
  contextmenu: true,
  fixedOverflowWidgets: true,
  folding: true,
  fontFamily:
    'ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 13.5,
  glyphMargin: false,
  lightbulb: { enabled: "onCode" as editor.ShowLightbulbIconMode },
  lineHeight: 21,
  lineNumbersMinChars: 3,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  padding: { top: 10, bottom: 10 },
  renderLineHighlight: "line",
  scrollBeyondLastLine: false,
  "semanticHighlighting.enabled": true,
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  suggest: { showWords: false, preview: false },
  tabSize: 2,
  unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true },
  wordBasedSuggestions: "off",
  wordWrap: "on",
  wrappingIndent: "indent",
};
