import type { Hazard } from "./hazard.ts";
import { addresses } from "./hazards/addresses.ts";
import { history } from "./hazards/history.ts";
import { inheritedNames } from "./hazards/inherited-names.ts";
import { integers } from "./hazards/integers.ts";
import { missingValues } from "./hazards/missing-values.ts";
import { peersOfUsers } from "./hazards/peers.ts";
import { rows } from "./hazards/rows.ts";
import { sequences } from "./hazards/sequences.ts";
import { texts } from "./hazards/texts.ts";
import { times } from "./hazards/times.ts";

/** Every table of hostile values. */
export const HAZARDS: readonly Hazard[] = [
  integers,
  texts,
  addresses,
  times,
  missingValues,
  rows,
  history,
  sequences,
  peersOfUsers,
  inheritedNames,
];
