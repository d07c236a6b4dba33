export { parseFile, type ParsedFile, type SourceText } from "./parse-file.ts";
export { MAX_FILE_BYTES, MAX_NESTING, MAX_OPERATORS } from "./limits.ts";
