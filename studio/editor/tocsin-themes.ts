import type { editor } from "monaco-editor/editor";

interface Palette {
  readonly base: "vs" | "vs-dark";
  readonly background: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly guide: string;
  readonly selection: string;
  readonly declaration: string;
  readonly keyword: string;
  readonly source: string;
  readonly field: string;
  readonly function: string;
  readonly value: string;
  readonly text: string;
  readonly rule: string;
}

const LIGHT: Palette = {
  base: "vs",
  background: "#ffffff",
  ink: "#1b2230",
  soft: "#646b78",
  line: "#f3f2ed",
  guide: "#dedbd2",
  selection: "#d5e0f3",
  declaration: "#7c2d68",
  keyword: "#7c2d68",
  source: "#0b6470",
  field: "#0b6470",
  function: "#2c518f",
  value: "#8a4a00",
  text: "#2d6a3e",
  rule: "#8a5a0f",
};

const DARK: Palette = {
  base: "vs-dark",
  background: "#181d28",
  ink: "#e6e8ec",
  soft: "#8d97a8",
  line: "#1e2431",
  guide: "#2d3545",
  selection: "#30405f",
  declaration: "#dfa2d3",
  keyword: "#dfa2d3",
  source: "#7cc9d4",
  field: "#7cc9d4",
  function: "#93b4ee",
  value: "#f0b37a",
  text: "#9fd3a8",
  rule: "#e2aa4e",
};

export type EditorTheme = "tocsin-light" | "tocsin-dark";

/** The studio's two editor themes. Monaco wants its own colours: it does not read custom properties. */
export const tocsinThemes: Readonly<Record<EditorTheme, editor.IStandaloneThemeData>> = {
  "tocsin-light": themeOf(LIGHT),
  "tocsin-dark": themeOf(DARK),
};

function themeOf(palette: Palette): editor.IStandaloneThemeData {
  const rule = (token: string, foreground: string, fontStyle = "") => ({
    token,
    foreground: foreground.slice(1),
    fontStyle,
  });
  return {
    base: palette.base,
    inherit: true,
    rules: [
      rule("", palette.ink),
      rule("comment", palette.soft, "italic"),
      rule("keyword", palette.keyword),
      rule("keyword.declaration", palette.declaration, "bold"),
      rule("metadata", palette.soft),
      rule("type", palette.source),
      rule("type.rule", palette.rule, "bold"),
      rule("variable.source", palette.source),
      rule("variable.field", palette.field),
      rule("function", palette.function),
      rule("number", palette.value),
      rule("constant", palette.value),
      rule("string", palette.text),
      rule("string.value", palette.value),
      rule("string.escape", palette.value),
      rule("regexp", palette.text),
      rule("regexp.operator", palette.value),
      rule("regexp.class", palette.value),
      rule("regexp.escape", palette.value),
      rule("operator", palette.ink),
      rule("delimiter", palette.soft),
      rule("identifier", palette.ink),
      // Monaco's own names for PostgreSQL, which its themes colour more specially than the general ones.
      rule("operator.sql", palette.ink),
      rule("predefined.sql", palette.function),
      rule("string.sql", palette.text),
    ],
    colors: {
      "editor.background": palette.background,
      "editor.foreground": palette.ink,
      "editorGutter.background": palette.background,
      "editor.lineHighlightBackground": palette.line,
      "editor.selectionBackground": palette.selection,
      "editorInlayHint.foreground": palette.soft,
      "editorLineNumber.foreground": palette.soft,
      "editorLineNumber.activeForeground": palette.ink,
      "editorCodeLens.foreground": palette.soft,
      "editorInlayHint.background": palette.line,
      "editorLineNumber.dimmedForeground": palette.soft,
      ...sixTimes("editorBracketHighlight.foreground", palette.ink),
      "editorIndentGuide.background1": palette.guide,
      "editorWidget.background": palette.background,
      "editorHoverWidget.background": palette.background,
      "editorSuggestWidget.background": palette.background,
      "editorSuggestWidget.selectedBackground": palette.selection,
      "editorSuggestWidget.selectedForeground": palette.ink,
      "editorSuggestWidget.selectedIconForeground": palette.ink,
      "editorSuggestWidget.highlightForeground": palette.function,
      "editorSuggestWidget.focusHighlightForeground": palette.function,
      "editorWidget.border": palette.guide,
      "editorHoverWidget.border": palette.guide,
      "editorSuggestWidget.border": palette.guide,
      "list.hoverBackground": palette.line,
      focusBorder: palette.function,
    },
  };
}

/** Monaco colours brackets by their depth, one name a level; ours are all of one colour. */
function sixTimes(name: string, colour: string): Readonly<Record<string, string>> {
  return Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`${name}${level}`, colour]));
}
