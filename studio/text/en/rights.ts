import { counted } from "../counted.ts";

export const rights = {
  title: "Personal data",
  hint: "For a person who asks what is stored of them, or wants it erased. Both leave an entry in the audit trail.",
  exportAll: "Export as JSON",
  erase: "Erase …",
  eraseNamed: (name: string) => `Erase ${name}`,
  eraseHint:
    "Everything that is stored of this user is deleted: events, identities, scores, decisions. There is no way back. Shared values stay for those who share them.",
  confirm: (name: string) => `Type ${name} to confirm`,
  eraseForGood: "Erase for good",
  erased: (name: string, events: number) => `${name} is erased, with ${counted(events, "event", "events")}.`,
} as const;
