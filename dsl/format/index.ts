export { format, formatFile, type FormattedText } from "./format-file.ts";
