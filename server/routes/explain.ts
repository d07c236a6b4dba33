import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { explainSource, explainUser, type ExplainAnswer, Explanation } from "../../api/index.ts";
import { explain, lowerWithPlaces } from "../../compiler/index.ts";
import { becauseNames } from "../../dsl/because/because-parts.ts";
import { createRecheck, entriesAsOf, findJudgedUser, wantedNeeds, type PackText } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { errorDiagnostics } from "./rule-diagnostics.ts";
import { findApp } from "./find-app.ts";

interface Question {
  readonly app: string | undefined;
  readonly name: string;
  readonly rule: string;
  /** ISO 8601; now when it is not given. */
  readonly asOf: string | undefined;
  readonly source: PackText | undefined;
}

/** Why does a rule match this user, or what keeps it from it? */
export const explainRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack, now }) => {
  const recheck = createRecheck();
  const answer = async ({ app: appName, name, rule, asOf, source }: Question): Promise<ExplainAnswer> => {
    const { appId } = await findApp(store, appName);
    const asked = recheck(pack(), source);
    if (asked.pack === null) return { kind: "refused", diagnostics: errorDiagnostics(asked) };
    const { metadata } = asked.pack.rules.find(({ id }) => id === rule) ?? noSuchRule();
    const { because } = metadata;
    const moment = asOf === undefined ? now() : Date.parse(asOf);
    const lowered = lowerWithPlaces(asked.pack);
    const needs = wantedNeeds(lowered.plan, {
      rules: [rule],
      attributes: because === null ? [] : becauseNames(because),
    });
    const user = await findJudgedUser(store, { appId, userName: name, asOf: moment, needs });
    if (user.kind === "no_user") throw new AppError("not_found", "There is no such user");
    if (user.kind === "not_yet") {
      throw new AppError("not_found", `The user was first seen later, at ${new Date(user.firstSeen).toISOString()}`);
    }
    const texts = new Map(asked.files.map(({ path, text }) => [path, text]));
    const textOf = (file: string) => texts.get(file) ?? null;
    const { context } = user;
    const lists = await entriesAsOf(store, lowered.plan, appId, moment);
    const explanation = explain({ lowered, rule, context, asOf: moment, lists, textOf, because });
    return { kind: "explained", user: name, explanation: Explanation.parse(explanation) };
  };

  app.route({
    ...explainUser,
    handler: ({ params: { name }, query: { app: appName, rule, asOf } }) =>
      answer({ app: appName, name, rule, asOf, source: undefined }),
  });
  app.route({
    ...explainSource,
    handler: ({ params: { name }, query, body: { rule, asOf, source } }) =>
      answer({ app: query.app, name, rule, asOf, source }),
  });
};

function noSuchRule(): never {
  throw new AppError("not_found", "There is no such rule in the pack");
}
