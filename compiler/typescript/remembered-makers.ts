import type { DataMakers } from "./data-values.ts";
import * as support from "./support.ts";

/** Makes data for evaluators, and hands out again what the plan before had as well: the long lists of a pack take longer than all its rules. */
export interface RememberedMakers {
  /** For the next plan. What neither it nor the one before asks for is forgotten. */
  next(): DataMakers;
}

/** What is made keeps nothing of whom it judged: two evaluators may share it, one after the other. */
export function createRememberedMakers(): RememberedMakers {
  let before = new Map<string, unknown>();
  let now = new Map<string, unknown>();
  const remembered = <A extends readonly unknown[], T>(kind: string, make: (...given: A) => T) => {
    const made = now;
    return (...given: A): T => {
      const key = `${kind} ${JSON.stringify(given)}`;
      const known = made.get(key) ?? before.get(key);
      const value = known === undefined ? make(...given) : (known as T); // made by `make` for the same
      made.set(key, value);
      return value;
    };
  };
  return {
    next: () => {
      before = now;
      now = new Map();
      return {
        createMatcher: remembered("matcher", support.createMatcher),
        createNeedleTest: remembered("needles", support.createNeedleTest),
        createNetworkSet: remembered("networks", support.createNetworkSet),
      };
    },
  };
}
