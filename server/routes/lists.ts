import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  addListEntries,
  getListHistory,
  getListImpact,
  getRuntimeList,
  listRuntimeLists,
  removeListEntries,
  type ListAnswer,
  type ListImpact,
  type RuntimeList,
} from "../../api/index.ts";
import type { BoundList } from "../../dsl/binder/bound.ts";
import { typeText } from "../../dsl/types/type-text.ts";
import {
  addEntries,
  listHistory,
  listImpact,
  listState,
  removeEntries,
  standingEntries,
  type ListChanged,
  type ListImpact as Foretold,
} from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import { signedIn } from "../sign-in/require-session.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import type { Questions } from "./questions.ts";

/** The lists that operators keep: what stands on them, who changed them, and changing them. */
export const listRoutes: FastifyPluginAsyncZod<ConsoleOptions & { readonly questions: Questions }> = async (
  app,
  { store, pack, now, questions },
) => {
  const kept = (): readonly BoundList[] => [...pack().pack.lists.values()].filter(({ values }) => values === null);
  const findList = (name: string): BoundList => {
    const list = kept().find((each) => each.name === name);
    if (list === undefined) throw new AppError("not_found", "The pack has no such runtime list");
    return list;
  };
  const viewOf = async (appId: number, { name, element, doc }: BoundList): Promise<RuntimeList> => {
    const { version, entries, changedAt } = await listState(store, appId, name, now());
    const type = typeText({ kind: "list", element });
    return { name, type, doc, version, entries, changedAt: changedAt === null ? null : instant(changedAt) };
  };

  app.route({
    ...listRuntimeLists,
    handler: async ({ query }) => {
      const { appId } = await findApp(store, query.app);
      return { lists: await Promise.all(kept().map((list) => viewOf(appId, list))) };
    },
  });

  app.route({
    ...getRuntimeList,
    handler: async ({ params, query: { app: appName, search, limit } }) => {
      const list = findList(params.name);
      const { appId } = await findApp(store, appName);
      const standing = await standingEntries(store, { appId, list: list.name, at: now(), search, limit });
      return {
        list: await viewOf(appId, list),
        entries: standing.map(({ addedAt, expiresAt, ...entry }) => ({
          ...entry,
          addedAt: instant(addedAt),
          expiresAt: expiresAt === null ? null : instant(expiresAt),
        })),
      };
    },
  });

  app.route({
    ...addListEntries,
    handler: async (request) => {
      const { entries, reason, expiresAt } = request.body;
      const list = findList(request.params.name);
      const { appId } = await findApp(store, request.query.app);
      const { operatorId } = signedIn(request);
      const at = now();
      const expiry = expiresAt === null ? null : Date.parse(expiresAt);
      if (expiry !== null && expiry <= at) throw new AppError("invalid_request", "body/expiresAt: lies in the past");
      return answerOf(await addEntries(store, { appId, list, entries, operatorId, reason, at, expiresAt: expiry }));
    },
  });

  app.route({
    ...removeListEntries,
    handler: async (request) => {
      const { entries, reason } = request.body;
      const list = findList(request.params.name);
      const { appId } = await findApp(store, request.query.app);
      const { operatorId } = signedIn(request);
      return answerOf(await removeEntries(store, { appId, list, entries, operatorId, reason, at: now() }));
    },
  });

  app.route({
    ...getListImpact,
    handler: async ({ params, query, body: { change, entries } }, reply) => {
      const list = findList(params.name);
      const { appId } = await findApp(store, query.app);
      const question = { appId, list, change, entries, at: now() };
      return impactOf(
        await questions.answer(reply.raw, (signal) => listImpact(store, pack(), { ...question, signal })),
      );
    },
  });

  app.route({
    ...getListHistory,
    handler: async ({ params, query: { app: appName, limit } }) => {
      const { name } = findList(params.name);
      const { appId } = await findApp(store, appName);
      const changes = await listHistory(store, { appId, list: name, limit });
      return { changes: changes.map(({ at, ...change }) => ({ ...change, at: instant(at) })) };
    },
  });
};

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** The contract's answers may be written to; those of the runtime are read only. */
function answerOf(changed: ListChanged): ListAnswer {
  return changed.kind === "refused"
    ? { ...changed, problems: changed.problems.map((problem) => ({ ...problem })) }
    : changed;
}

function impactOf(impact: Foretold): ListImpact {
  if (impact.kind === "refused") return { ...impact, problems: [...impact.problems] };
  const { rules, moves, named } = impact;
  const names = named.map((user) => ({ ...user, gained: [...user.gained], lost: [...user.lost] }));
  return { ...impact, rules: [...rules], moves: [...moves], named: names };
}
