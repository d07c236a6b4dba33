import type { BoundPack, BoundRule } from "../../binder/bound.ts";
import type { Claim } from "../../reason/claim.ts";
import type { Reasoner } from "../../reason/create-reasoner.ts";

/** A rule as claims: it matches where `when` holds and `except` does not. */
export interface ReadRule {
  readonly rule: BoundRule;
  readonly when: Claim;
  readonly except: Claim | null;
}

export function readRules({ rules }: BoundPack, reasoner: Reasoner): readonly ReadRule[] {
  return rules.map((rule) => ({
    rule,
    when: reasoner.claim(rule.when, true),
    except: rule.except && reasoner.claim(rule.except, true),
  }));
}
