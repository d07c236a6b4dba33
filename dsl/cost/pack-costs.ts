import type { BoundAttribute, BoundPack, BoundRule } from "../binder/bound.ts";
import { type Cost, sumOfCosts } from "./cost.ts";
import { conditionWork, type Reads, totalOf, valueWork, type Work } from "./work-of.ts";

/**
 * What each rule costs at most, by id, the attributes it reads included. Bounded because programs are total: no rule looks at
 * more rows than its sources may show.
 *
 * @example
 * // rule X01 "Refused" { when count(events last 25 where .http_code == 403) > 3 }
 * packCosts(pack).get("X01"); // { class: "rows", rowVisits: 25, steps: 103 }
 */
export function packCosts(pack: BoundPack): ReadonlyMap<string, Cost> {
  return declarationCosts(pack).rules;
}

/** By id or name. A define costs this each time it is asked, whatever its arguments cost. */
export interface DeclarationCosts {
  readonly rules: ReadonlyMap<string, Cost>;
  readonly attributes: ReadonlyMap<string, Cost>;
  readonly defines: ReadonlyMap<string, Cost>;
}

/** What each declaration that judges something costs at most, the attributes it reads included. */
export function declarationCosts({ rules, attributes, defines }: BoundPack): DeclarationCosts {
  const own = new Map(attributes.map(({ name, body }) => [name, ownCost(partsOf(body))]));
  const whole = (parts: readonly Part[]) => withAttributes(ownCost(parts), own);
  return {
    rules: new Map(rules.map((rule) => [rule.id, whole(conditionsOf(rule))])),
    attributes: new Map(attributes.map(({ name, body }) => [name, whole(partsOf(body))])),
    defines: new Map(defines.map(({ name, condition }) => [name, whole([(reads) => conditionWork(condition, reads)])])),
  };
}

/** What an expression costs without the attributes that it reads, and which those are. */
interface OwnCost {
  readonly cost: Cost;
  readonly reads: ReadonlySet<string>;
}

type Part = (reads: Reads) => Work;

function ownCost(parts: readonly Part[]): OwnCost {
  const reads = new Set<string>();
  return { cost: sumOfCosts(parts.map((part) => totalOf(part((name) => reads.add(name))))), reads };
}

function conditionsOf({ when, except }: BoundRule): readonly Part[] {
  const conditions = except === null ? [when] : [when, except];
  return conditions.map((condition) => (reads) => conditionWork(condition, reads));
}

function partsOf(body: BoundAttribute["body"]): readonly Part[] {
  return [(reads) => (body.kind === "value" ? valueWork(body.value, reads) : conditionWork(body.condition, reads))];
}

/** Each attribute once, through however many others it is read. */
function withAttributes({ cost, reads }: OwnCost, attributes: ReadonlyMap<string, OwnCost>): Cost {
  const counted = new Set(reads);
  const costs = [cost];
  // A set hands out what is added to it while it is walked.
  for (const name of counted) {
    const attribute = attributes.get(name);
    if (attribute === undefined) continue;
    costs.push(attribute.cost);
    for (const read of attribute.reads) counted.add(read);
  }
  return sumOfCosts(costs);
}
