/** What emitted modules call. Emitted TypeScript imports it by name; loaded evaluators get it as an argument. */
export { createMatcher } from "../../dsl/regex/create-matcher.ts";
export { distanceKm } from "../functions/distance-km.ts";
export { createNetworkSet } from "../functions/networks.ts";
export {
  dayStart,
  daysBetween,
  div,
  mod,
  quotient,
  remainder,
  safe,
  safeDaysBetween,
  sumOf,
} from "../functions/numbers.ts";
export {
  asciiLower,
  codePoints,
  consonantsIn,
  digitsIn,
  domainOf,
  longestDigitRun,
  longestSymbolRun,
  singleEncoded,
  trimBlanks,
  vowelsIn,
} from "../functions/text.ts";
export {
  containsAny,
  endsWithAny,
  givenList,
  inNetworks,
  lowered,
  overlaps,
  sortedList,
  startsWithAny,
} from "./list-tests.ts";
export { createEarlierValues } from "./earlier-values.ts";
export { entryNetworks, entrySet, foldedTexts, entryTexts } from "./entry-forms.ts";
export { createNeedleTest } from "./needle-test.ts";
export { createPeakWindows } from "./peak-windows.ts";
export { createSequenceRuns } from "./sequence-runs.ts";
export { createTieTable } from "./tie-table.ts";
