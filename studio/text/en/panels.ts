export const panels = {
  title: "Panels",
  about: (file: string) => `About ${file}`,
  names: { "dry-run": "Dry run", explain: "Explain", tests: "Tests", compiled: "Compiled" },
} as const;
