import { resolve } from "node:path";
import type { BoundPack } from "../../dsl/binder/bound.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";
import { type ListEntries, NO_ENTRIES, type Plan } from "../../compiler/index.ts";
import { entriesAsOf, findJudgedUser, type ContextNeeds, type Store } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { UsageError } from "../command.ts";
import type { Host } from "../host.ts";
import { readText } from "../workspace/read-text.ts";
import { readUserInput, type GivenUser } from "./read-user-input.ts";

/** Who is judged: a stored user by name, or one that a file describes (`-` is standard input). */
export interface SubjectFlags {
  readonly user?: string | undefined;
  readonly input?: string | undefined;
}

export interface Subject {
  /** As people call it. */
  readonly name: string;
  readonly context: UserContext;
  readonly inputs: GivenUser["attributes"];
  /** What stood on the app's runtime lists at that moment; nothing beside a file. */
  readonly lists: ListEntries;
}

/** @throws UsageError unless exactly one of the flags is given. */
export function checkSubject({ user, input }: SubjectFlags): void {
  if ((user === undefined) === (input === undefined))
    throw new UsageError("say who is judged: --user with a name, or --input with a JSON file");
}

/** The user of `--input`. Its attributes take the place of the pack's own. */
export async function readGivenUser(input: string, pack: BoundPack, asOf: number, host: Host): Promise<GivenUser> {
  const text = input === "-" ? await host.readStdin() : await readText(resolve(host.cwd, input), input);
  try {
    return readUserInput(JSON.parse(text), pack, asOf);
  } catch (error) {
    if (error instanceof SyntaxError) throw new CliError(`${input} is no JSON: ${error.message}`);
    throw error;
  }
}

export function givenSubject({ user, attributes }: GivenUser, asOf: number): Subject {
  const context = buildUser(user, asOf);
  return { name: context.user.name, context, inputs: attributes, lists: NO_ENTRIES };
}

export interface StoredQuestion {
  readonly app: { readonly appId: number; readonly name: string };
  readonly user: string;
  readonly asOf: number;
  readonly needs: ContextNeeds;
  /** Whose runtime lists are read. */
  readonly plan: Plan;
}

/** @throws CliError when the app has no such user, or had none at that moment. */
export async function storedSubject(
  store: Store,
  { app, user: userName, asOf, needs, plan }: StoredQuestion,
): Promise<Subject> {
  const found = await findJudgedUser(store, { appId: app.appId, userName, asOf, needs });
  switch (found.kind) {
    case "found":
      return {
        name: userName,
        context: found.context,
        inputs: {},
        lists: await entriesAsOf(store, plan, app.appId, asOf),
      };
    case "no_user":
      throw new CliError(`app ${app.name} has no user ${userName}`);
    case "not_yet":
      throw new CliError(`${userName} was first seen later, at ${new Date(found.firstSeen).toISOString()}`);
  }
}
