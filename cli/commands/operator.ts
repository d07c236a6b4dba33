import { z } from "zod";
import {
  addOperator,
  findOperator,
  generatePassword,
  hashPassword,
  listOperators,
  removeOperator,
  setOperatorPassword,
} from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand, type CommandContext } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import type { Host } from "../host.ts";
import { table } from "../output/table.ts";

/** As the sign-in takes it. */
const LONGEST_PASSWORD = 1024;
/** Of NIST SP 800-63B-4, for a password that is the only factor. */
const SHORTEST_PASSWORD = 15;

const PASSWORD_FLAG = {
  flags: "--password-stdin",
  description: "read the password from standard input; without it one is made",
};
const email = z
  .string()
  .trim()
  .max(255)
  .regex(/^[^\s@]+@[^\s@]+$/, "is no e-mail address")
  .transform((text) => text.toLowerCase());
const passwordStdin = z.boolean().default(false);

/** Another person who may sign in. A password that was made goes to standard output alone, so that a script can keep it. */
export const operatorAddCommand = defineCommand({
  arguments: "<email>",
  flags: [PASSWORD_FLAG],
  options: z.object({ email, passwordStdin }),
  run: ({ email: address, passwordStdin: isGiven }, context) =>
    withStore(context.host, async (store) => {
      if ((await findOperator(store, address)) !== null)
        throw new CliError(
          `there is an operator ${address} already: \`operator password\` gives them another password`,
        );
      const password = await choosePassword(isGiven, context.host);
      await addOperator(store, {
        email: address,
        passwordHash: await hashPassword(password.text),
        at: context.host.now(),
      });
      tell(context, { kind: "operator-add", email: address, password, done: "may sign in" });
      return EXIT.fine;
    }),
});

export const operatorListCommand = defineCommand({
  flags: [],
  options: z.object({}),
  run: (_, { host, output }) =>
    withStore(host, async (store) => {
      const operators = await listOperators(store, host.now());
      if (output.format === "json") output.json("operator-list", { operators });
      else if (operators.length === 0) output.note("there is no operator: `operator add` makes one");
      else
        output.print(
          table([
            ["operator", "since", "sign-ins"],
            ...operators.map(({ email: address, createdAt, sessions }) => [
              address,
              createdAt.toISOString().slice(0, 10),
              sessions,
            ]),
          ]),
        );
      return EXIT.fine;
    }),
});

export const operatorPasswordCommand = defineCommand({
  arguments: "<email>",
  flags: [PASSWORD_FLAG],
  options: z.object({ email, passwordStdin }),
  run: ({ email: address, passwordStdin: isGiven }, context) =>
    withStore(context.host, async (store) => {
      const password = await choosePassword(isGiven, context.host);
      const passwordHash = await hashPassword(password.text);
      if (!(await setOperatorPassword(store, { email: address, passwordHash, at: context.host.now() })))
        throw unknown(address);
      tell(context, { kind: "operator-password", email: address, password, done: "is signed out everywhere" });
      return EXIT.fine;
    }),
});

export const operatorRemoveCommand = defineCommand({
  arguments: "<email>",
  flags: [],
  options: z.object({ email }),
  run: ({ email: address }, { host, output }) =>
    withStore(host, async (store) => {
      const removal = await removeOperator(store, address, host.now());
      if (removal === "unknown") throw unknown(address);
      if (removal === "last")
        throw new CliError(`${address} is the last operator, and nobody could sign in: add another one first`);
      if (output.format === "json") output.json("operator-remove", { email: address });
      else output.print(`${address} is no operator any more, and signed out everywhere`);
      return EXIT.fine;
    }),
});

interface Password {
  readonly text: string;
  readonly isMade: boolean;
}

async function choosePassword(isGiven: boolean, host: Host): Promise<Password> {
  if (!isGiven) return { text: generatePassword(), isMade: true };
  const text = (await host.readStdin()).replace(/\r?\n$/, "");
  if (text.length < SHORTEST_PASSWORD || text.length > LONGEST_PASSWORD)
    throw new CliError(`a password has ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters`);
  return { text, isMade: false };
}

function tell(
  { output }: CommandContext,
  told: { readonly kind: string; readonly email: string; readonly password: Password; readonly done: string },
): void {
  const { isMade, text } = told.password;
  if (output.format === "json") output.json(told.kind, { email: told.email, ...(isMade ? { password: text } : {}) });
  else if (isMade) {
    output.print(text);
    output.note(`${told.email} ${told.done}; the password is not shown again`);
  } else output.print(`${told.email} ${told.done}`);
}

function unknown(address: string): CliError {
  return new CliError(`there is no operator ${address}`);
}
