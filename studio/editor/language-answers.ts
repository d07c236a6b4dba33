import type { Remote } from "comlink";
import type { LanguagePort } from "../language/language-port.ts";

/** The language service as the editor sees it: every answer is a promise. */
export type LanguageAnswers = Omit<Remote<LanguagePort>, "load" | "diagnostics">;
