import type { Plan } from "../../compiler/index.ts";
import type { Store } from "../db/store.ts";
import { dryRun, DryRunCancelled } from "./dry-run.ts";

export interface TrendOptions {
  readonly appId: number;
  /** The id of a rule of the plan. */
  readonly rule: string;
  /** Milliseconds; each is a question of its own. */
  readonly moments: readonly number[];
  /** Milliseconds after which no further moment is asked about; a question that runs then is given up. */
  readonly budget: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly asked: number; readonly of: number }) => void) | undefined;
}

/** How many of the sample a rule matched at a moment. */
export interface TrendPoint {
  /** Milliseconds. */
  readonly asOf: number;
  /** Users who were there then. */
  readonly tested: number;
  readonly matched: number;
  readonly unknown: number;
}

export interface MatchTrend {
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
  /** False when the time was over before the oldest moments were asked about. */
  readonly complete: boolean;
}

const WEEK = 7 * 86_400_000;

/** `weeks` moments a week apart, the last of them `end`; milliseconds, newest first. */
export function weeklyMoments(end: number, weeks: number): readonly number[] {
  return Array.from({ length: weeks }, (_, index) => end - index * WEEK);
}

/**
 * The match rate of a rule at past moments, each time among the 1,000 users seen last of those who were there. The moments are asked
 * about in their order, so that it is the last ones that a budget leaves out.
 *
 * @throws DryRunCancelled when the signal is aborted; the running statement is cancelled in the database too.
 */
export async function matchTrend(store: Store, plan: Plan, options: TrendOptions): Promise<MatchTrend> {
  const { appId, rule, moments, budget, signal, onProgress } = options;
  const over = AbortSignal.timeout(budget);
  const either = signal === undefined ? over : AbortSignal.any([signal, over]);
  const points: TrendPoint[] = [];
  onProgress?.({ asked: 0, of: moments.length });
  for (const asOf of moments) {
    const question = { appId, rules: [rule], scope: "sample", asOf, details: false, signal: either } as const;
    const answer = await dryRun(store, plan, question).catch((error: unknown) => {
      if (error instanceof DryRunCancelled && signal?.aborted !== true) return null;
      throw error;
    });
    if (answer === null) break;
    const [judged] = answer.rules;
    if (judged === undefined) throw new Error("invariant: one rule was asked about");
    points.push({ asOf, tested: answer.tested, matched: judged.matched, unknown: judged.unknown });
    onProgress?.({ asked: points.length, of: moments.length });
  }
  return { points: points.toSorted((a, b) => a.asOf - b.asOf), complete: points.length === moments.length };
}
