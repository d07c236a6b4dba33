import {
  createTheme,
  Notification,
  Skeleton,
  Table,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from "@mantine/core";
import { text } from "../text/text.ts";
import skeleton from "./skeleton.module.css";
import table from "./table.module.css";

/** Blue-black ink: links, selection, focus, ordinary buttons. */
const INK: MantineColorsTuple = [
  "#eff3fb",
  "#dde5f3",
  "#b9c8e6",
  "#93b4ee",
  "#6d8fcc",
  "#4a6fb3",
  "#3860a4",
  "#2c518f",
  "#244478",
  "#1b2f55",
];

/** Mantine's greys of the dark scheme, turned to the blue of `tokens.css`. */
const NIGHT: MantineColorsTuple = [
  "#e6e8ec",
  "#c9ced8",
  "#a2abba",
  "#7f8a9c",
  "#4b566b",
  "#2d3545",
  "#222938",
  "#181d28",
  "#12161f",
  "#0d1017",
];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { ink: INK, dark: NIGHT },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: "var(--tocsin-mono)",
  headings: { fontWeight: "600" },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { "aria-label": text.common.close } } }),
    Skeleton: Skeleton.extend({ classNames: { root: skeleton["skeleton"] ?? "" } }),
    Table: Table.extend({
      defaultProps: { borderColor: "var(--tocsin-line)", highlightOnHoverColor: "var(--tocsin-none-fill)" },
      classNames: { tr: table["row"] ?? "", th: table["cell"] ?? "", td: table["cell"] ?? "" },
    }),
  },
});

/** Lays Mantine's own variables over `tokens.css`, so that its components and ours share one palette. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: SHARED,
  dark: SHARED,
});

const SHARED = {
  "--mantine-color-body": "var(--tocsin-surface)",
  "--mantine-color-text": "var(--tocsin-ink)",
  "--mantine-color-dimmed": "var(--tocsin-ink-soft)",
  "--mantine-color-anchor": "var(--tocsin-link)",
  "--mantine-color-default-color": "var(--tocsin-ink)",
  "--mantine-color-default-border": "var(--tocsin-line)",
  "--mantine-color-placeholder": "var(--tocsin-ink-soft)",
  "--mantine-color-error": "var(--tocsin-low)",
  // Buttons that delete: white on Mantine's own red has a contrast of 3.3 to 3.8.
  "--mantine-color-red-filled": "var(--mantine-color-red-9)",
  "--mantine-color-red-filled-hover": "var(--mantine-color-red-8)",
};
