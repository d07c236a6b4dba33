export const signIn = {
  title: "Sign in",
  hint: "The first operator's e-mail and password were printed when the server started for the first time.",
  email: "E-mail",
  password: "Password",
  showPassword: "Show or hide the password",
  submit: "Sign in",
  missingEmail: "Enter your e-mail",
  missingPassword: "Enter your password",
  errors: {
    wrong_credentials: "E-mail and password do not belong together.",
    too_many_requests: "Too many attempts. Wait a minute, then try again.",
    unreachable: "The server cannot be reached. Is it running?",
    unavailable: "The server has no database at the moment. Try again shortly.",
    foreign_origin: "This page was opened under another address than the server's own. Use the address it printed.",
    other: "Signing in failed. The server's log says why.",
  },
} as const;
