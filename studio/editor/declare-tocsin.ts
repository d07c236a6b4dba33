import { monaco } from "./monaco.ts";
import { TOCSIN, TOCSIN_TEXT } from "./tocsin-id.ts";
import { tocsinThemes } from "./tocsin-themes.ts";
import { tocsinConfiguration, tocsinTokens } from "./tocsin-tokens.ts";

/**
 * Tells Monaco of the language, its colours and its brackets; again is fine. Only after the first editor was created:
 * whatever comes before it fixes Monaco's services, and with them the storage.
 */
export function declareTocsin(): void {
  if (monaco.languages.getLanguages().some(({ id }) => id === TOCSIN)) return;
  monaco.languages.register({ id: TOCSIN, extensions: [".tocsin"] });
  monaco.languages.setMonarchTokensProvider(TOCSIN, tocsinTokens);
  monaco.languages.setLanguageConfiguration(TOCSIN, tocsinConfiguration);
  monaco.languages.register({ id: TOCSIN_TEXT });
  monaco.languages.setMonarchTokensProvider(TOCSIN_TEXT, tocsinTokens);
  for (const [name, theme] of Object.entries(tocsinThemes)) monaco.editor.defineTheme(name, theme);
}
