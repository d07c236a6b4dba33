import { counted } from "../counted.ts";
import { formatCount } from "../format.ts";

export const overview = {
  title: "Overview",
  events: "Events",
  users: "Users",
  inReview: "In review",
  blacklisted: "Blacklisted",
  lastEvent: (age: string) => `last event ${age}`,
  noEvent: "no event yet",
  anonymous: (n: number) => `${counted(n, "visitor", "visitors")} without an account`,
  who: "Whose numbers",
  whose: { all: "All", accounts: "Accounts", visitors: "Visitors" },
  whitelisted: (n: number) => `${formatCount(n)} whitelisted`,
  lowest: "Lowest trust scores",
  lowestHint: "99 is full trust, 0 is none. Open a user to see which rules rang.",
  noScores: "No user has been scored yet. Scores appear within moments of an event.",
  allTrusted: "Every score is 99: no rule with a weight has matched. Is a preset applied on the Rules page?",
  columns: { user: "User", score: "Score", status: "Status", events: "Events", lastSeen: "Last seen" },
  empty: {
    title: "Waiting for the first event",
    text: "Tocsin judges users by the events that your application sends. Send one, and it appears here within seconds.",
    step1: "Send an event with the API key that the server printed at its first start:",
    step2: "Or fill this instance with a realistic population:",
    step3: "Rules can be read and written meanwhile.",
    openRules: "Look at the rules",
    watching: "Watching for events",
  },
} as const;
