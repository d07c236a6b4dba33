import type { Hazard } from "./hazard.ts";
import { addresses } from "./hazards/addresses.ts";
import { history } from "./hazards/history.ts";
import { integers } from "./hazards/integers.ts";
import { missingValues } from "./hazards/missing-values.ts";
import { rows } from "./hazards/rows.ts";
import { texts } from "./hazards/texts.ts";
import { times } from "./hazards/times.ts";

/** Every table of hostile values. */
export const HAZARDS: readonly Hazard[] = [integers, texts, addresses, times, missingValues, rows, history];
