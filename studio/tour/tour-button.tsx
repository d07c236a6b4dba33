import { ActionIcon } from "@mantine/core";
import { IconHelp } from "@tabler/icons-react";
import { text } from "../text/text.ts";
import { useTour } from "./use-tour.ts";

/** The tour again, from every page. */
export function TourButton() {
  const start = useTour();
  return (
    <ActionIcon
      variant="subtle"
      size="lg"
      color="gray"
      aria-label={text.tour.start}
      title={text.tour.startHint}
      onClick={start}
    >
      <IconHelp size={19} aria-hidden="true" />
    </ActionIcon>
  );
}
