export const tour = {
  start: "Tour",
  startHint: "Six steps through the studio",
  offer: {
    title: "New here?",
    text: "Six steps show where things are. It takes a minute.",
    begin: "Show me around",
    later: "Not now",
  },
  next: "Next",
  back: "Back",
  done: "Done",
  /** driver.js fills in both. */
  progress: "{{current}} of {{total}}",
  steps: {
    numbers: {
      title: "What an operator asks first",
      text: "Events, users, the review queue and the blacklist; below them the users with the lowest scores. A new instance says here how to send its first event.",
    },
    rules: {
      title: "The rules of the pack",
      text: "By what they look for. The number beside a rule is its weight: what a match takes from the trust of a user.",
    },
    editor: {
      title: "A rule is text",
      text: "Change it and see: completion, documentation and problems come as you type. What you change stays a draft until you save it.",
    },
    panels: {
      title: "Try it on stored users",
      text: "Press play to see whom the rule matches, and why. Nothing is written by that.",
    },
    weights: {
      title: "From rules to decisions",
      text: "A preset gives the rules their weights; thresholds put users in the review queue and on the blacklist.",
    },
    connect: {
      title: "Connect your application",
      text: "Make a key, send events, and ask the blacklist before letting someone in. There is code for PHP, Python, Node and the shell.",
    },
  },
} as const;
