import { ActionIcon, Tooltip } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { usePalette } from "../palette/palette-provider.tsx";
import { text } from "../text/text.ts";

/** Opens the palette for who does not know its keys; a phone has neither. */
export function PaletteButton() {
  const { open } = usePalette();
  return (
    <Tooltip label={text.palette.buttonHint}>
      <ActionIcon
        variant="subtle"
        size="lg"
        color="gray"
        visibleFrom="sm"
        aria-label={text.palette.title}
        onClick={() => open("files")}
      >
        <IconSearch size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
