import type { BrokenTrail, VerifiedTrails } from "../../runtime/index.ts";
import type { Output } from "./output.ts";
import { plural } from "./print-diagnostics.ts";

/** A line a broken trail, and what was looked at. */
export function printVerifiedTrails(found: VerifiedTrails, { print, note, colors: { red, green } }: Output): void {
  const { users, changes, older, broken } = found;
  for (const trail of broken) print(`${red("broken")} ${nameOf(trail)}, ${brokenWords(trail)}`);
  const proven = `${plural(changes, "change")} of ${plural(users, "user")}`;
  if (broken.length === 0) print(`${green("verified")} ${proven}`);
  else print(`${plural(broken.length, "trail")} broken; before the breaks ${proven} proven`);
  if (older > 0) note(`${plural(older, "change")} from before there were trails: nothing proves them`);
}

/** The same for programs. */
export function verifiedTrailsJson({ users, changes, older, broken }: VerifiedTrails): object {
  return {
    verified: broken.length === 0,
    users,
    changes,
    older,
    broken: broken.map(({ userId, appId, name, sequence, fault, of }) => ({
      user: name,
      userId,
      appId,
      sequence,
      fault,
      of,
    })),
  };
}

function nameOf({ name, userId }: BrokenTrail): string {
  return name === null ? `the user with the id ${userId}, who is not stored` : `user ${name}`;
}

/** `change 3: changed`. */
function brokenWords({ sequence, fault, of }: BrokenTrail): string {
  switch (of) {
    case "change":
      return `change ${sequence === 0 ? "from before there were trails" : sequence}: ${fault}`;
    case "start":
      return `what says where the trail begins: ${fault}`;
    case "end":
      return `what says where the trail ends: ${fault}`;
    case "user":
      return "there is a trail, and nobody erased the user";
    case "erasure":
      return "the tombstone of an erasure that Tocsin did not do";
  }
}
