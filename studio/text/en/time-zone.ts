export const timeZone = {
  title: "Time zone",
  hint: "Rules that ask for the hour of an event, as night logins do, mean the hour there. Stored events keep theirs.",
  zone: "Where your people are",
  now: (time: string) => `It is ${time} there now.`,
  nothingFound: "No time zone has this name",
  set: "Set the time zone",
  changed: "The time zone is set.",
} as const;
