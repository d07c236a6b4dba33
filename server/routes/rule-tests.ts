import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  type RunTestsAnswer,
  runRuleTests,
  type SuggestTestsAnswer,
  suggestRuleTests,
  type TestCase,
  testOfStoredUser,
  type TestOfUserAnswer,
} from "../../api/index.ts";
import type { CaseResult } from "../../compiler/index.ts";
import { recheckPack, runFileTests, suggestFileTests, testOfUser } from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import { createQuestions } from "./questions.ts";
import { errorDiagnostics } from "./rule-diagnostics.ts";

/** The test panel: results, coverage, and tests that could be added. */
export const ruleTestRoutes: FastifyPluginAsyncZod<ConsoleOptions> = async (app, { store, pack, now }) => {
  const clock = () => performance.now();
  const questions = createQuestions({ atOnce: 2, busy: "Other tests are being run" });

  app.route({
    ...runRuleTests,
    handler: ({ body: { source } }, reply): Promise<RunTestsAnswer> =>
      questions.answer(reply.raw, async (signal) => {
        const asked = recheckPack(pack(), source);
        if (asked.pack === null) return { kind: "refused", diagnostics: errorDiagnostics(asked) };
        const answer = await runFileTests(store, asked.pack, { path: source.path, clock, signal });
        if (answer.kind === "too_many") return answer;
        const { cases, coverage, untested, milliseconds } = answer;
        return {
          kind: "ran",
          cases: cases.map(caseView),
          coverage: {
            ...coverage,
            conditions: coverage.conditions.map(({ span, ...each }) => ({ ...each, span: { ...span } })),
            untested: untested && untested.map(({ span, ...each }) => ({ ...each, span: { ...span } })),
          },
          milliseconds,
        };
      }),
  });

  app.route({
    ...suggestRuleTests,
    handler: ({ body: { source } }, reply): Promise<SuggestTestsAnswer> =>
      questions.answer(reply.raw, async (signal) => {
        const texts = pack();
        const asked = recheckPack(texts, source);
        if (asked.pack === null) return { kind: "refused", diagnostics: errorDiagnostics(asked) };
        const question = { pack: asked.pack, texts, file: source, clock, signal };
        const { tests, cut } = await suggestFileTests(store, question);
        return { kind: "suggested", tests: tests.map(({ span, ...each }) => ({ ...each, span: { ...span } })), cut };
      }),
  });

  app.route({
    ...testOfStoredUser,
    handler: ({ body: { source, rule, user, asOf }, query }, reply): Promise<TestOfUserAnswer> =>
      questions.answer(reply.raw, async (signal) => {
        const { appId } = await findApp(store, query.app);
        const texts = pack();
        const asked = recheckPack(texts, source);
        if (asked.pack === null) return { kind: "refused", diagnostics: errorDiagnostics(asked) };
        if (!asked.pack.rules.some(({ id }) => id === rule))
          throw new AppError("not_found", "There is no such rule in the pack");
        const moment = asOf === undefined ? now() : Date.parse(asOf);
        const made = await testOfUser(store, {
          appId,
          userName: user,
          rule,
          asOf: moment,
          pack: asked.pack,
          texts,
          file: source,
          clock,
          signal,
        });
        if (made.kind === "no_user") throw new AppError("not_found", "There is no such user");
        if (made.kind === "not_yet") {
          throw new AppError(
            "not_found",
            `The user was first seen later, at ${new Date(made.firstSeen).toISOString()}`,
          );
        }
        return made;
      }),
  });
};

function caseView({ test, testSpan, span, status, answers, failures, milliseconds }: CaseResult): TestCase {
  const unmet = new Set(failures.map((failure) => failure.span.start));
  const attributes = Object.assign({}, ...failures.map((failure) => failure.attributes)) as TestCase["attributes"]; // values as the zod contract has them
  return {
    title: test,
    test: { ...testSpan },
    span: { ...span },
    status,
    expectations: answers.map(({ expected, span: place, typescript, sql }) => ({
      expected,
      span: { ...place },
      typescript,
      // Both targets were asked.
      sql: sql ?? typescript,
      met: !unmet.has(place.start),
    })),
    attributes,
    milliseconds,
  };
}
