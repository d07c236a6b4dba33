import { LIMITS } from "./catalog/limits.ts";
import { LINTS } from "./catalog/lints.ts";
import { METADATA } from "./catalog/metadata.ts";
import { NAMES } from "./catalog/names.ts";
import { POLARITY } from "./catalog/polarity.ts";
import { SYNTAX } from "./catalog/syntax.ts";
import { TYPES } from "./catalog/types.ts";

/** Every message the language can produce, by stable code. `docs/diagnostics/<code>.md` explains each one. */
export const CATALOG = { ...SYNTAX, ...NAMES, ...TYPES, ...POLARITY, ...LIMITS, ...METADATA, ...LINTS } as const;

export type DiagnosticCode = keyof typeof CATALOG;
/** What the message of a code needs to know. */
export type DiagnosticParams<C extends DiagnosticCode> = Parameters<(typeof CATALOG)[C]["message"]>[0];
