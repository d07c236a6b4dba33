import { en } from "./en.ts";

/** The interface's words in the language of the page; English is the one there is. */
export const text = en;
