import type { CommandEntry } from "../command.ts";

/** Every command, in the order of the help page. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "check",
    summary: "Report problems in rule files: names, types, missing values, limits, presets and tests",
    load: async () => (await import("./check.ts")).checkCommand,
  },
  {
    name: "lint",
    summary: "Report what is legal in rule files and probably not meant, in one rule and between rules",
    load: async () => (await import("./lint.ts")).lintCommand,
  },
  {
    name: "fix",
    summary: "Apply the repairs that change nothing rules mean",
    load: async () => (await import("./fix.ts")).fixCommand,
  },
  {
    name: "fmt",
    summary: "Bring rule files into their canonical form",
    load: async () => (await import("./fmt.ts")).fmtCommand,
  },
  {
    name: "test",
    summary: "Run the tests of rule files, in SQL and in TypeScript",
    load: async () => (await import("./test.ts")).testCommand,
  },
  {
    name: "new test",
    summary:
      "Make a test of a stored user, with as little of it as gives the same answer and nothing that says who it is",
    load: async () => (await import("./new-test.ts")).newTestCommand,
  },
  {
    name: "verify",
    summary: "Compare SQL and TypeScript on generated users, at the boundaries of every rule",
    load: async () => (await import("./verify.ts")).verifyCommand,
  },
  {
    name: "compile",
    summary: "Write what rules become: SQL, TypeScript, or the plan of both",
    load: async () => (await import("./compile.ts")).compileCommand,
  },
  {
    name: "dry-run",
    summary: "Ask which stored users a rule would match",
    load: async () => (await import("./dry-run.ts")).dryRunCommand,
  },
  {
    name: "simulate",
    summary: "Sweep a weight, a threshold or a constant over the stored users: who would be reviewed or blacklisted",
    load: async () => (await import("./simulate.ts")).simulateCommand,
  },
  {
    name: "explain",
    summary: "Say why a rule matches a user, or what keeps it from it",
    load: async () => (await import("./explain.ts")).explainCommand,
  },
  {
    name: "eval",
    summary: "Say what all rules make of one user: outcomes, score, attributes",
    load: async () => (await import("./eval.ts")).evalCommand,
  },
  {
    name: "decide",
    summary: "Decide on a user: blacklist, whitelist, or back to review",
    load: async () => (await import("./decide.ts")).decideCommand,
  },
  {
    name: "audit verify",
    summary: "Prove that the trails of field changes are what was written, or say where they are not",
    load: async () => (await import("./audit.ts")).auditVerifyCommand,
  },
  {
    name: "blacklist list",
    summary: "List who and what is blacklisted, and what is not although its user is",
    load: async () => (await import("./blacklist.ts")).blacklistListCommand,
  },
  {
    name: "blacklist export",
    summary: "Write the whole blacklist as CSV or NDJSON",
    load: async () => (await import("./blacklist.ts")).blacklistExportCommand,
  },
  {
    name: "blacklist add",
    summary: "Blacklist users, with the addresses and numbers that they have",
    load: async () => (await import("./blacklist.ts")).blacklistAddCommand,
  },
  {
    name: "blacklist remove",
    summary: "Take one address, e-mail address or phone number off the blacklist",
    load: async () => (await import("./blacklist.ts")).blacklistRemoveCommand,
  },
  {
    name: "blacklist limit",
    summary: "Say how many users an address may have that is blacklisted with one of them, or off",
    load: async () => (await import("./blacklist.ts")).blacklistLimitCommand,
  },
  {
    name: "history",
    summary: "Tell what became of a user's score, when, and why",
    load: async () => (await import("./history.ts")).historyCommand,
  },
  {
    name: "re-scoring",
    summary: "Say how far scoring every user again has come since weights, lists or rules changed",
    load: async () => (await import("./re-scoring.ts")).reScoringCommand,
  },
  {
    name: "audit actions",
    summary: "List what operators did with data of users: exports, erasures, limits of age",
    load: async () => (await import("./actions.ts")).auditActionsCommand,
  },
  {
    name: "logbook",
    summary: "List requests of an app's keys: what was stored, corrected or refused, and why",
    load: async () => (await import("./logbook.ts")).logbookCommand,
  },
  {
    name: "user export",
    summary: "Write all that is stored of a user as one JSON document",
    load: async () => (await import("./user.ts")).userExportCommand,
  },
  {
    name: "user erase",
    summary: "Erase a user with all that is stored of them; there is no way back",
    load: async () => (await import("./user.ts")).userEraseCommand,
  },
  {
    name: "retention show",
    summary: "Say how long an app keeps events, and what was deleted last",
    load: async () => (await import("./retention.ts")).retentionShowCommand,
  },
  {
    name: "retention set",
    summary: "Set for how many weeks an app keeps events; 0 is for good",
    load: async () => (await import("./retention.ts")).retentionSetCommand,
  },
  {
    name: "retention run",
    summary: "Delete now what is older than its app keeps, as servers do once a day",
    load: async () => (await import("./retention.ts")).retentionRunCommand,
  },
  {
    name: "retention logbook",
    summary: "Say, or set, for how long and how much of the logbook is kept",
    load: async () => (await import("./logbook.ts")).retentionLogbookCommand,
  },
  {
    name: "key add",
    summary: "Make an API key; it is printed once and can be read nowhere afterwards",
    load: async () => (await import("./key.ts")).keyAddCommand,
  },
  {
    name: "key list",
    summary: "List the API keys that are in use",
    load: async () => (await import("./key.ts")).keyListCommand,
  },
  {
    name: "key limit",
    summary: "Limit the requests of an API key: reference (200 in any 20 seconds) or off",
    load: async () => (await import("./key.ts")).keyLimitCommand,
  },
  {
    name: "key revoke",
    summary: "Revoke an API key; servers refuse it within two seconds",
    load: async () => (await import("./key.ts")).keyRevokeCommand,
  },
  {
    name: "webhook add",
    summary: "Tell an address of users who enter or leave the review queue and the blacklist; prints its secret once",
    load: async () => (await import("./webhook.ts")).webhookAddCommand,
  },
  {
    name: "webhook list",
    summary: "List webhooks, and how many messages wait for each",
    load: async () => (await import("./webhook.ts")).webhookListCommand,
  },
  {
    name: "webhook test",
    summary: "Send a webhook a message that tells of nobody",
    load: async () => (await import("./webhook.ts")).webhookTestCommand,
  },
  {
    name: "webhook messages",
    summary: "List the messages of a webhook, and what became of them",
    load: async () => (await import("./webhook.ts")).webhookMessagesCommand,
  },
  {
    name: "webhook remove",
    summary: "Tell an address nothing any more",
    load: async () => (await import("./webhook.ts")).webhookRemoveCommand,
  },
  {
    name: "operator add",
    summary: "Add an operator of the studio; a password is made and printed once, or read from standard input",
    load: async () => (await import("./operator.ts")).operatorAddCommand,
  },
  {
    name: "operator list",
    summary: "List the operators and how many sign-ins each has",
    load: async () => (await import("./operator.ts")).operatorListCommand,
  },
  {
    name: "operator password",
    summary: "Give an operator another password and end their sign-ins",
    load: async () => (await import("./operator.ts")).operatorPasswordCommand,
  },
  {
    name: "operator remove",
    summary: "Remove an operator and end their sign-ins",
    load: async () => (await import("./operator.ts")).operatorRemoveCommand,
  },
  {
    name: "list show",
    summary: "Show the lists that operators keep, or the entries of one",
    load: async () => (await import("./list.ts")).listShowCommand,
  },
  {
    name: "list add",
    summary: "Add entries to a list that operators keep; `-` reads them from standard input",
    load: async () => (await import("./list.ts")).listAddCommand,
  },
  {
    name: "list remove",
    summary: "Remove entries from a list that operators keep",
    load: async () => (await import("./list.ts")).listRemoveCommand,
  },
  {
    name: "list impact",
    summary: "Say whom adding or removing entries of a list would touch, without doing it",
    load: async () => (await import("./list.ts")).listImpactCommand,
  },
  {
    name: "list history",
    summary: "Tell who changed a list, when and why",
    load: async () => (await import("./list.ts")).listHistoryCommand,
  },
  {
    name: "data import",
    summary: "Bring a file of data: Tor exits, VPNs, blocklists, countries, ranks",
    load: async () => (await import("./data.ts")).dataImportCommand,
  },
  {
    name: "data refresh",
    summary: "Take new files of data from where TOCSIN_SOURCES says",
    load: async () => (await import("./data.ts")).dataRefreshCommand,
  },
  {
    name: "data list",
    summary: "List the files of data with age, licence and hash",
    load: async () => (await import("./data.ts")).dataListCommand,
  },
  {
    name: "doctor",
    summary: "Tell what is well with this installation and what is not, and what to do about it",
    load: async () => (await import("./doctor.ts")).doctorCommand,
  },
  {
    name: "serve",
    summary: "Run the server: sensor, API and studio",
    load: async () => (await import("./serve.ts")).serveCommand,
  },
  {
    name: "demo",
    summary: "Fill an app with an invented population, through the sensor of a running server",
    load: async () => (await import("./demo.ts")).demoCommand,
  },
];
