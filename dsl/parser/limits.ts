/** Bytes of one file as UTF-8. */
export const MAX_FILE_BYTES = 1_048_576;
/** Brackets open at once. */
export const MAX_NESTING = 100;
/** Operators and field accesses that can end up inside one another; keeps every recursive pass over a tree shallow. */
export const MAX_OPERATORS = 500;
/** Problems told about one file. */
export const MAX_DIAGNOSTICS = 1_000;
