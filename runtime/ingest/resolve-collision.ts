import type { Installation } from "../db/installation.ts";
import type { PreparedEvent } from "./prepared-event.ts";

/** Two names of an app with the same hash; said once, by the process that gave the later one another id. */
export interface Collision {
  readonly appId: number;
  /** The id of the user who was there before. */
  readonly taken: string;
  /** The id that the other has instead, from now on and in every process. */
  readonly given: string;
}

/** Finds the id of a user whose id in this event belongs to another. Answers the collision if nobody knew of it before. */
export async function resolveCollision(
  { ids, overrides }: Installation,
  { origin: { appId }, event: { fullUserName }, userId: taken }: PreparedEvent,
): Promise<Collision | null> {
  const isCollided = () => ids.userId(appId, fullUserName) === taken;
  if (!isCollided()) return null;
  // Another process may have met the same two before, and its word may be on the way.
  await overrides.load();
  if (!isCollided()) return null;
  const isNews = await overrides.advance(appId, fullUserName);
  return isNews ? { appId, taken, given: ids.userId(appId, fullUserName) } : null;
}
