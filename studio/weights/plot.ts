export const CHART_HEIGHT = 210;

/** Pixels around the bars: the handles of the thresholds lie over them. */
export const PLOT = { left: 44, right: 12, top: 40, bottom: 26 } as const;
