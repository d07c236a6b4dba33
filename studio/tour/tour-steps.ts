/** Where the tour stops, in its order: the page it happens on and the place there, marked with `data-tour`. */
export const TOUR_STEPS = [
  { name: "numbers", page: "/" },
  { name: "rules", page: "/rules" },
  { name: "editor", page: "/rules" },
  { name: "panels", page: "/rules" },
  { name: "weights", page: "/weights" },
  { name: "connect", page: "/connect" },
] as const;

export type TourStep = (typeof TOUR_STEPS)[number];
