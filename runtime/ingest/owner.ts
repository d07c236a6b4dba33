import type { PreparedEvent } from "./prepared-event.ts";

/** Whose an id is, as it is stored: an app, the beginning of a name, and a check of the whole where that is not all. */
export interface Owner {
  readonly appId: number;
  readonly name: string;
  readonly nameCheck: string | null;
}

export function ownerOf({ origin: { appId }, event: { userName: name }, nameCheck }: PreparedEvent): Owner {
  return { appId, name, nameCheck };
}

/** Of users stored before there were checks only the beginning of the name is known. */
export function isSameOwner(stored: Owner, other: Owner): boolean {
  return (
    stored.appId === other.appId &&
    stored.name === other.name &&
    (stored.nameCheck === null || stored.nameCheck === other.nameCheck)
  );
}
