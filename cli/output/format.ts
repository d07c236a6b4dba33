/** How results can be written. Every command knows `pretty` and `json`; what reports problems in rules knows all. */
export const FORMATS = ["pretty", "compact", "json", "ndjson", "github", "sarif"] as const;
export type Format = (typeof FORMATS)[number];

export const PLAIN_FORMATS: readonly Format[] = ["pretty", "json"];
