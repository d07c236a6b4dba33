import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { text } from "../text/text.ts";
import { TOUR_STEPS, type TourStep } from "./tour-steps.ts";

/** A page may still have to load its code and its data. */
const WAIT_MS = 10_000;

/** Starts the tour; it goes from page to page by itself and ends by its buttons, Escape or a click beside it. */
export function useTour(): () => void {
  const navigate = useNavigate();
  return useCallback(() => {
    const goTo = (step: TourStep) => navigate({ to: step.page, search: {} });
    void startTour(goTo);
  }, [navigate]);
}

async function startTour(goTo: (step: TourStep) => Promise<void>): Promise<void> {
  // Loaded when it is wanted: most visits of the studio are not the first.
  const [{ driver }] = await Promise.all([import("driver.js"), import("./tour-style.ts")]);
  const words = text.tour;
  const still = globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const tour = driver({
    animate: !still,
    showProgress: true,
    progressText: words.progress,
    nextBtnText: words.next,
    prevBtnText: words.back,
    doneBtnText: words.done,
    popoverClass: "tocsin-tour",
    disableActiveInteraction: true,
    waitForElement: WAIT_MS,
    onPopoverRender: ({ closeButton }) => closeButton.setAttribute("aria-label", text.common.close),
    // driver.js calls the place a button that opens something: a list or a form is none, and readers would say so.
    onHighlighted: (place) => ["aria-expanded", "aria-haspopup"].forEach((name) => place?.removeAttribute(name)),
    onNextClick: () => void move(1),
    onPrevClick: () => void move(-1),
    steps: TOUR_STEPS.map(({ name }) => ({
      // driver.js asks again until there is one, though its type says otherwise.
      element: () => shownPlace(name) as Element,
      popover: { title: words.steps[name].title, description: words.steps[name].text },
    })),
  });
  const move = async (by: 1 | -1) => {
    const step = TOUR_STEPS[(tour.getActiveIndex() ?? 0) + by];
    if (step === undefined) return tour.destroy();
    await goTo(step);
    return by === 1 ? tour.moveNext() : tour.movePrevious();
  };
  await goTo(TOUR_STEPS[0]);
  tour.drive();
}

/** The place as this screen shows it: a phone has a button where a desktop has a list. */
function shownPlace(name: TourStep["name"]): Element | undefined {
  const places = globalThis.document.querySelectorAll(`[data-tour="${name}"]`);
  return [...places].find((place) => place.checkVisibility());
}
