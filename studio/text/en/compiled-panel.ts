import { counted } from "../counted.ts";
import { formatDuration } from "../format.ts";

export const compiledPanel = {
  title: "Compiled",
  intro:
    "Put the caret into the rule, and what comes from that part lights up here. Click here, and the caret goes there.",
  noRule: "This file declares no rule, so there is nothing to compile.",
  refused: (errors: number) =>
    `The text does not compile: it has ${counted(errors, "error", "errors")}. They stand below the editor.`,
  stale: "Compiling the changed text …",
  targets: { sql: "SQL", typescript: "TypeScript", plan: "Plan" },
  target: "Target",
  codeOf: (target: string, rule: string) => `${target} of ${rule}`,
  parameters: (n: number) => counted(n, "value", "values"),
  parameter: (place: number) => `$${place}`,
  cost: {
    title: "Cost of one user, at most",
    classes: {
      constant: "reads nothing of the user",
      profile: "reads the user's own row",
      rows: "reads rows of the user",
      "tied rows": "reads rows of the user, related to each other",
      peers: "reads rows of other users",
    },
    class: "Class",
    rows: "Rows",
    steps: "Steps",
  },
  queryPlan: {
    title: "How PostgreSQL asks it",
    hint: "About the 1,000 users seen last. Only planned, or run once to be measured; nothing is written.",
    plan: "Show the plan",
    run: "Run and measure",
    columns: { step: "Step", cost: "Cost", rows: "Rows", took: "Took" },
    planned: (milliseconds: number) => `Planned in ${formatDuration(milliseconds)}.`,
    ran: (milliseconds: number) => `Ran in ${formatDuration(milliseconds)}.`,
    reads: (table: string, index: string) => `${table} by ${index}`,
    nothing: "–",
  },
} as const;
