export const fieldTrail = {
  title: "Field changes",
  verified: "proven: as it was written",
  older: "from before changes were sealed: nothing proves them",
  broken: (sequence: number) => `not what was written, from change ${sequence} on`,
  notProven: "not proven",
  nothingLeft: "No change is left.",
  more: "Show earlier changes",
} as const;
