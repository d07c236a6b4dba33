/** What stands beside the editor, in the order of its tabs; `?panel=` names the one on show. */
export const PANELS = ["dry-run", "explain", "tests", "compiled"] as const;
export type Panel = (typeof PANELS)[number];

export const isPanel = (value: unknown): value is Panel => PANELS.some((panel) => panel === value);
