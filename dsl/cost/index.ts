export { COST_CLASSES, type Cost, type CostClass, NO_COST } from "./cost.ts";
export { costText, useCostText } from "./cost-text.ts";
export { declarationCosts, type DeclarationCosts, packCosts } from "./pack-costs.ts";
