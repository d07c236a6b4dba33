/** The keys of rule metadata, in the order of the canonical format. */
export const METADATA_KEYS = [
  "description",
  "severity",
  "tags",
  "attack",
  "oat",
  "story",
  "because",
  "false_positives",
  "references",
] as const;

export function isMetadataKey(word: string): boolean {
  return METADATA_KEYS.some((key) => key === word);
}
