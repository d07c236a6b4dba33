import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { compileRule, queryPlan, type CompileAnswer, type QueryPlanAnswer, type ShownText } from "../../api/index.ts";
import { lower, type MarkedText } from "../../compiler/index.ts";
import { createRecheck, readQueryPlan, showStoredRule } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { createQuestions } from "./questions.ts";
import { errorDiagnostics } from "./rule-diagnostics.ts";

const LONGEST_PARAMETER = 120;

/** What a rule becomes, as it stands in the editor, and how PostgreSQL runs it. */
export const compiledRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack, now }) => {
  // Statements that are run to be measured take a core each.
  const questions = createQuestions({ atOnce: 2, busy: "Other statements are being planned" });
  const recheck = createRecheck();

  app.route({
    ...compileRule,
    handler: async ({ query, body: { source, rule } }): Promise<CompileAnswer> => {
      const { appId } = await findApp(store, query.app);
      const asked = recheck(pack(), source);
      if (asked.pack === null) return { kind: "refused", diagnostics: errorDiagnostics(asked) };
      const { id, title } = asked.pack.rules.find((one) => one.id === rule) ?? noSuchRule();
      const shown = (await showStoredRule(store, asked.pack, { appId, rule, asOf: now() })) ?? noSuchRule();
      return {
        kind: "compiled",
        rule: { id, title },
        parts: shown.parts.map(({ start, end }) => ({ start, end })),
        sql: { ...textOf(shown.sql), parameters: shown.sql.parameters.map(parameterText) },
        typescript: textOf(shown.typescript),
        plan: textOf(shown.plan),
        cost: shown.cost,
      };
    },
  });

  app.route({
    ...queryPlan,
    handler: async ({ query, body: { source, rule, run } }, reply): Promise<QueryPlanAnswer> => {
      const { appId } = await findApp(store, query.app);
      const asked = recheck(pack(), source);
      if (asked.pack === null) return { kind: "refused", diagnostics: errorDiagnostics(asked) };
      if (!asked.pack.rules.some((one) => one.id === rule)) noSuchRule();
      return questions.answer(reply.raw, async (signal) => {
        const plan = lower(asked.pack);
        const found = await readQueryPlan(store, plan, { appId, rule, asOf: now(), run, signal });
        return { kind: "planned", ...found, root: mutableNode(found.root) };
      });
    },
  });
};

function textOf({ text, ranges }: MarkedText): ShownText {
  return { text, ranges: ranges.map(({ origin, start, end }) => ({ part: origin, start, end })) };
}

function parameterText(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
  return text.length > LONGEST_PARAMETER ? `${text.slice(0, LONGEST_PARAMETER)}…` : text;
}

function mutableNode(node: Awaited<ReturnType<typeof readQueryPlan>>["root"]): PlannedNode {
  return { ...node, inputs: node.inputs.map(mutableNode) };
}
type PlannedNode = Extract<QueryPlanAnswer, { kind: "planned" }>["root"];

function noSuchRule(): never {
  throw new AppError("not_found", "There is no such rule in the pack");
}
