/** Moments in the page's timeline, for whoever measures how long an answer takes. */
export const MARKS = { play: "tocsin:play", rate: "tocsin:match-rate" } as const;
