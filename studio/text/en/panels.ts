export const panels = {
  title: "Panels",
  names: { "dry-run": "Dry run", tests: "Tests", explain: "Explain" },
} as const;
