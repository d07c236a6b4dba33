import type { Command } from "../command.ts";
import { checkCommand } from "./check.ts";
import { decideCommand } from "./decide.ts";
import { demoCommand } from "./demo.ts";
import { dryRunCommand } from "./dry-run.ts";
import { fmtCommand } from "./fmt.ts";
import { keyAddCommand, keyLimitCommand, keyListCommand, keyRevokeCommand } from "./key.ts";
import { serveCommand } from "./serve.ts";
import { testCommand } from "./test.ts";

/** Every command, in the order of the help page. */
export const COMMANDS: readonly Command[] = [
  checkCommand,
  fmtCommand,
  testCommand,
  dryRunCommand,
  decideCommand,
  keyAddCommand,
  keyListCommand,
  keyLimitCommand,
  keyRevokeCommand,
  serveCommand,
  demoCommand,
];
