import fc from "fast-check";
import { lower } from "../plan/lower.ts";
import { emitJavaScript } from "../typescript/emit-javascript.ts";
import type { LoadSeams } from "../typescript/load-evaluator.ts";
import { SUPPORT_NAMES } from "../typescript/support-names.ts";
import { AS_OF } from "./arbitraries/pools.ts";
import { entriesArbitrary, programArbitrary, usersArbitrary } from "./arbitraries/sample.ts";
import type { JudgeOptions } from "./compare-targets.ts";

const SEED = 20260301;

/** A generated program, and whom to judge by it. */
export interface FaultSample {
  readonly options: JudgeOptions;
  /** False where the fault changes nothing that this program runs: it cannot show there. */
  readonly reachedBy: (fault: LoadSeams) => boolean;
}

const sampleArbitrary = fc.tuple(programArbitrary, usersArbitrary(12), entriesArbitrary);

/** The same programs and users for every fault: most faults show early, the rarest after many. */
export function createFaultSamples(programs: number): readonly FaultSample[] {
  return fc.sample(sampleArbitrary, { numRuns: programs, seed: SEED }).map(([{ pack }, users, lists]) => {
    const plan = lower(pack);
    let emitted: ReturnType<typeof emitJavaScript> | undefined;
    return {
      options: { plan, users, lists, asOf: AS_OF },
      reachedBy: (fault) => reaches(fault, (emitted ??= emitJavaScript(plan, {}))),
    };
  });
}

function reaches({ rewrite, support = {} }: LoadSeams, { code, constants }: ReturnType<typeof emitJavaScript>) {
  if (rewrite !== undefined && rewrite(code) !== code) return true;
  // The head names every function of the support module, whether it is called or not.
  const body = code.replace(`const { ${SUPPORT_NAMES.join(", ")} } = support;`, "");
  return Object.keys(support).some(
    (name) =>
      new RegExp(`\\b${name}\\b`).test(body) ||
      (name === "createMatcher" && constants.some(({ kind }) => kind === "pattern")),
  );
}
