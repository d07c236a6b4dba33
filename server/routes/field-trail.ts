import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { getFieldTrail, type FieldChange } from "../../api/index.ts";
import { findUserId, readTrail, type TrailKey, type TrailPage, type TrailPosition } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

/** The trail of a user's field changes, and whether it is what was written. */
export const fieldTrailRoutes: FastifyPluginAsyncZod<ConsoleOptions & { readonly trailKey: TrailKey }> = async (
  app,
  { store, trailKey },
) => {
  app.route({
    ...getFieldTrail,
    handler: async ({ params, query: { app: appName, before, limit } }) => {
      const { appId } = await findApp(store, appName);
      const userId = await findUserId(store, appId, params.name);
      if (userId === null) throw new AppError("not_found", "There is no such user");
      const position = before === undefined ? undefined : positionOf(before);
      const { broken, changes, next } = await readTrail(store, trailKey, { userId, before: position, limit });
      return {
        verified: broken === null,
        broken,
        changes: changes.map(changeView),
        next: next === null ? null : `${next.sequence}.${next.changeId}`,
      };
    },
  });
};

/** `12.384174083965227008`, as the contract has it. */
function positionOf(text: string): TrailPosition {
  const [sequence, changeId = ""] = text.split(".");
  return { sequence: Number(sequence), changeId };
}

function changeView(change: TrailPage["changes"][number]): FieldChange {
  const { parentId, parentName } = change;
  return {
    sequence: change.sequence,
    time: new Date(change.time).toISOString(),
    event: change.eventId,
    field: change.fieldId,
    fieldName: change.fieldName,
    oldValue: change.oldValue,
    newValue: change.newValue,
    parent: parentId === null && parentName === null ? null : { id: parentId, name: parentName },
    proof: change.proof,
  };
}
