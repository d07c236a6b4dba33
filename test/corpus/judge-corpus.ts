import { readFile } from "node:fs/promises";
import { compileStatements } from "../../compiler/sql/compile-statements.ts";
import { loadEvaluator } from "../../compiler/typescript/load-evaluator.ts";
import type { RunQuery } from "../../compiler/verify/compare-targets.ts";
import { describedRelations } from "../../compiler/verify/described-relations.ts";
import { testsOf } from "../../compiler/verify/run-tests.ts";
import { buildUser } from "../../dsl/testing/build-user.ts";
import { loadPack } from "../../runtime/packs/load-pack.ts";

const { pack, plan } = await loadPack({ builtIn: new URL("../..", import.meta.url).pathname });

/** The entries of a file in this folder, one a line. */
export async function readCorpus(name: string): Promise<readonly string[]> {
  const text = await readFile(new URL(name, import.meta.url), "utf8");
  return text.split("\n").filter((line) => line !== "");
}

/** The addresses for which B06 matches. */
export async function hitsAmongUrls(urls: readonly string[], run?: RunQuery): Promise<readonly string[]> {
  return await hits("B06", "an injection in the query", urls, run, (context, url) => {
    const at = url.indexOf("?");
    const path = at < 0 ? url : url.slice(0, at);
    const query = at < 0 ? null : url.slice(at);
    return { ...context, events: context.events.map((event) => ({ ...event, url: path, path, query })) };
  });
}

/** The user agents for which D10 matches. */
export async function hitsAmongAgents(agents: readonly string[], run?: RunQuery): Promise<readonly string[]> {
  return await hits("D10", "an ordinary browser", agents, run, (context, user_agent) => ({
    ...context,
    devices: context.devices.map((device) => ({ ...device, user_agent })),
  }));
}

/** The e-mail addresses for which E03 matches. */
export async function hitsAmongEmails(addresses: readonly string[], run?: RunQuery): Promise<readonly string[]> {
  return await hits("E03", "an address of the user", addresses, run, (context, address) => {
    const [local_part = "", domain = ""] = address.split("@");
    const emails = context.emails.map((email) => ({ ...email, address, local_part, domain }));
    return { ...context, user: { ...context.user, email: emails[0] ?? null }, emails };
  });
}

type Context = ReturnType<typeof buildUser>;

/** Judges each text in the place of the one in a test of the rule: in SQL when it can be run, else in TypeScript. */
async function hits(
  rule: string,
  title: string,
  texts: readonly string[],
  run: RunQuery | undefined,
  withText: (context: Context, text: string) => Context,
): Promise<readonly string[]> {
  const [example] = testsOf(pack).find((test) => test.title === title)?.cases ?? [];
  if (example === undefined) throw new Error(`no test is called "${title}"`);
  const { asOf } = example;
  const template = buildUser(example.user, asOf);
  const users = texts.map((text, i) => ({ userId: String(i), context: withText(template, text), inputs: {} }));
  if (run === undefined) {
    const evaluator = loadEvaluator(plan);
    const index = evaluator.rules.indexOf(rule);
    return texts.filter((_, i) => {
      const context = users[i]?.context;
      return context !== undefined && evaluator.evaluate(context, asOf)[index] === true;
    });
  }
  const { statements, join, rules } = compileStatements(plan, {
    asOf,
    relations: describedRelations(users),
    rules: [rule],
  });
  const judged = join(await Promise.all(statements.map(({ query }) => run(query))));
  const matched = new Set(
    judged.filter(({ outcomes }) => outcomes[rules.indexOf(rule)] === true).map(({ userId }) => userId),
  );
  return texts.filter((_, i) => matched.has(String(i)));
}
