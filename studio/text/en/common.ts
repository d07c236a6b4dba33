export const common = {
  retry: "Try again",
  close: "Close",
  cancel: "Cancel",
  copy: "Copy",
  copied: "Copied",
  loading: "Loading",
  never: "never",
  unknown: "unknown",
  none: "none",
} as const;
