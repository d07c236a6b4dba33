export const errors = {
  title: "That did not work",
  unreachable: "The server cannot be reached. Check that it is running, then try again.",
  unavailable: "The server has no database at the moment. It recovers by itself; try again shortly.",
  not_found: "It is not there (any more).",
  conflict: "Somebody has changed it meanwhile. Load it again, then try once more.",
  too_many_requests: "Too many requests. Wait a moment, then try again.",
  too_large: "The text is too large for one request.",
  refused: (reason: string) => `The server refused it: ${reason}.`,
  other: "The server answered with an error. Its log says why.",
  crash: "The page ran into a fault of its own. Reload it; drafts are kept in this tab.",
} as const;
