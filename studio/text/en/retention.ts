import { counted } from "../counted.ts";

export const retention = {
  title: "How long events are kept",
  hint: "Older events are deleted once a day, with all that only they named; who lost something is judged again. Decisions stay.",
  weeks: "Weeks",
  weeksHint: "Empty keeps them for good",
  forGood: "Events are kept for good.",
  kept: (weeks: number) => `Events are kept for ${counted(weeks, "week", "weeks")}.`,
  set: "Set the limit",
  question: (weeks: number) => `Keep events for ${counted(weeks, "week", "weeks")}`,
  questionHint: "Deleting begins within a minute, and what is deleted cannot be brought back.",
  begin: "Delete older events",
  changed: "The limit is set.",
  running: (cutoff: string) => `Deleting events from before ${cutoff} …`,
  last: (moment: string) => `Last run ${moment}:`,
  deleted: ({ events, changes, identities, users }: Deleted) =>
    [
      counted(events, "event", "events"),
      counted(changes, "field change", "field changes"),
      counted(identities, "identity", "identities"),
      counted(users, "user", "users"),
    ].join(", "),
} as const;

interface Deleted {
  readonly events: number;
  readonly changes: number;
  readonly identities: number;
  readonly users: number;
}
