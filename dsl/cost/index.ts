export { COST_CLASSES, type Cost, type CostClass } from "./cost.ts";
export { packCosts } from "./pack-costs.ts";
