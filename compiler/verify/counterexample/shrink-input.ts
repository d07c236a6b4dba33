import type { UserInput } from "../../../dsl/testing/user-input.ts";
import { simplerInputs } from "./simpler-inputs.ts";

/** How many candidates one statement judges. */
const BATCH = 200;

/**
 * The simplest user found for whom the targets still differ: takes any simpler one that differs, and goes on from it.
 * `differs` judges users on both targets, in order.
 */
export async function shrinkInput(
  input: UserInput,
  asOf: number,
  differs: (inputs: readonly UserInput[]) => Promise<readonly boolean[]>,
): Promise<UserInput> {
  let simplest = input;
  for (;;) {
    const simpler = await firstThatDiffers(simplerInputs(simplest, asOf), differs);
    if (simpler === null) return simplest;
    simplest = simpler;
  }
}

/** The first of some users for whom the targets differ. */
export async function firstThatDiffers(
  inputs: readonly UserInput[],
  differs: (inputs: readonly UserInput[]) => Promise<readonly boolean[]>,
): Promise<UserInput | null> {
  for (let start = 0; start < inputs.length; start += BATCH) {
    const batch = inputs.slice(start, start + BATCH);
    const found = (await differs(batch)).indexOf(true);
    if (found >= 0) return batch[found] ?? null;
  }
  return null;
}
