import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  dryRun as dryRunContract,
  dryRunProgress,
  type DryRunAnswer,
  type DryRunDifference,
  type DryRunJudged,
  type DryRunOverlap,
  type DryRunProgress,
  type DryRunScores,
} from "../../api/index.ts";
import { currentFields, lowerWithPlaces } from "../../compiler/index.ts";
import {
  blameUnknown,
  createBecauseOf,
  dryRun,
  createRecheck,
  scoreProposal,
  type DryRunDifference as RuntimeDifference,
  type DryRunOverlap as RuntimeOverlap,
  type DryRunResult,
  type DryRunSide,
  type DryRunUser,
  type LoadedPack,
  type ScoreChanges,
  type UnknownReasons,
} from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";

import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";
import type { Questions } from "./questions.ts";
import { errorDiagnostics } from "./rule-diagnostics.ts";
import { ruleTexts } from "./rule-texts.ts";

/** Further rules share few users. */
const OVERLAPPING_RULES = 20;
const MOST_REASONS = 10;

/** The play button: which stored users would a rule match, as it stands in the editor? */
export const dryRunRoutes: FastifyPluginAsyncZod<ConsoleOptions & { readonly questions: Questions }> = async (
  app,
  { store, pack, now, questions },
) => {
  const becauseOf = createBecauseOf(store);
  const recheck = createRecheck();
  const progress = new Map<string, DryRunProgress>();
  app.route({
    ...dryRunContract,
    handler: async (request, reply): Promise<DryRunAnswer> => {
      const { source, rule, scope, limit, asOf: past, run, details, weight } = request.body;
      const { appId } = await findApp(store, request.query.app);
      const deployed = pack();
      const asked = recheck(deployed, source);
      if (asked.pack === null) return { kind: "refused", diagnostics: errorDiagnostics(asked) };
      const { title, metadata } = asked.pack.rules.find(({ id }) => id === rule) ?? noSuchRule();
      const answering = questions.answer(reply.raw, async (signal): Promise<DryRunAnswer> => {
        const asOf = past === undefined ? now() : Date.parse(past);
        const started = performance.now();
        const isNew = !deployed.plan.rules.some(({ id }) => id === rule);
        const scores =
          details && past === undefined ? await scoreProposal(store, { appId, rule, isNew, weight }) : undefined;
        const onProgress = (step: DryRunProgress) => void (run !== undefined && progress.set(run, step));
        const result = await dryRun(store, asked.plan, {
          appId,
          rules: [rule],
          scope,
          asOf,
          limit,
          signal,
          onProgress,
          details,
          deployed: !details || source === undefined || isDeployed(deployed, source) ? undefined : deployed.plan,
          overlap: details && past === undefined,
          fingerprint: deployed.fingerprint,
          scores,
        });
        const milliseconds = performance.now() - started;
        const userIds = result.rules.flatMap(({ users }) => users.map(({ userId }) => userId));
        const texts = new Map(asked.files.map((file) => [file.path, file.text]));
        const unknownIds = result.rules.flatMap(({ unknownUsers }) => unknownUsers);
        const textOf = (file: string) => texts.get(file) ?? null;
        // Places cost as much as checking the pack: they are looked for where somebody is unknown.
        const reasons =
          unknownIds.length === 0
            ? { looked: 0, reasons: [] }
            : await blameUnknown(store, {
                ...{ appId, rule, asOf, textOf },
                lowered: lowerWithPlaces(asked.pack),
                userIds: unknownIds,
              });
        const { because } = metadata;
        const fill = await becauseOf({ appId, plan: asked.plan, texts: [because], userIds, asOf });
        return judgedAnswer({
          rule,
          title,
          result,
          milliseconds,
          currentFields: past === undefined ? [] : currentFields(asked.plan, { rules: [rule] }),
          reasons,
          because: (userId) => fill(userId, because),
          thresholds: scores?.thresholds ?? null,
          titleOf: (id) => ruleTexts(deployed).get(id)?.title ?? null,
        });
      });
      return answering.finally(() => run !== undefined && progress.delete(run));
    },
  });
  app.route({
    ...dryRunProgress,
    handler: async ({ params }) => ({ progress: progress.get(params.run) ?? null }),
  });
};

interface Judged {
  readonly rule: string;
  readonly title: string;
  readonly result: DryRunResult;
  readonly milliseconds: number;
  /** Of a question about a past moment. */
  readonly currentFields: readonly string[];
  readonly reasons: UnknownReasons;
  readonly because: (userId: string) => string | null;
  /** That scores were weighed with; null when they were not. */
  readonly thresholds: DryRunScores["thresholds"] | null;
  /** Null of a rule that the pack no longer has. */
  readonly titleOf: (rule: string) => string | null;
}

function judgedAnswer({ rule, title, result, milliseconds, ...judgement }: Judged): DryRunJudged {
  const { currentFields: current, reasons, because, thresholds, titleOf } = judgement;
  const [judged] = result.rules;
  if (judged === undefined) throw new Error("invariant: one rule was asked about");
  const { matched, unknown, users, difference, overlap, scores } = judged;
  return {
    kind: "judged",
    rule: { id: rule, title },
    tested: result.tested,
    matched,
    unknown,
    whyUnknown: { looked: reasons.looked, reasons: reasons.reasons.slice(0, MOST_REASONS) },
    tier: result.tier,
    asOf: new Date(result.asOf).toISOString(),
    milliseconds,
    currentFields: [...current],
    crowded: result.crowded.map((each) => ({ ...each })),
    users: users.map((user) => ({ ...userView(user), because: because(user.userId) })),
    difference: difference && differenceView(difference),
    overlap: overlap && overlapView(overlap, titleOf),
    scores: scores && thresholds && scoresView(scores, thresholds),
  };
}

function userView({ name, score, status, lastSeen }: DryRunUser) {
  return { name, score, status, lastSeen: new Date(lastSeen).toISOString() };
}

function differenceView({ isNew, gained, lost }: RuntimeDifference): DryRunDifference {
  const side = ({ count, users }: DryRunSide) => ({ count, users: users.map(userView) });
  return { isNew, gained: side(gained), lost: side(lost) };
}

function overlapView(overlap: RuntimeOverlap, titleOf: Judged["titleOf"]): DryRunOverlap {
  const rules = overlap.rules.slice(0, OVERLAPPING_RULES);
  const { rules: inMatrix, both } = overlap.matrix;
  return {
    ...overlap,
    rules: rules.map((other) => ({ ...other, title: titleOf(other.rule) })),
    matrix: { rules: [...inMatrix], both: both.map((row) => [...row]) },
    older: overlap.older ?? 0,
  };
}

function scoresView(scores: ScoreChanges, thresholds: DryRunScores["thresholds"]): DryRunScores {
  const { before, after } = scores.histogram;
  return {
    ...scores,
    thresholds,
    histogram: { before: [...before], after: [...after] },
    moves: scores.moves.map((move) => ({ ...move })),
  };
}

function isDeployed({ files }: LoadedPack, source: { readonly path: string; readonly text: string }): boolean {
  return files.some(({ path, text }) => path === source.path && text === source.text);
}

function noSuchRule(): never {
  throw new AppError("not_found", "There is no such rule in the pack");
}
