export const status = {
  normal: "Normal",
  in_review: "In review",
  blacklisted: "Blacklisted",
  whitelisted: "Whitelisted",
} as const;
