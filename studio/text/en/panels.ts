export const panels = {
  title: "Panels",
  names: { "dry-run": "Dry run" },
} as const;
