export const panels = {
  title: "Panels",
  names: { "dry-run": "Dry run", explain: "Explain", tests: "Tests", compiled: "Compiled" },
} as const;
