import { z } from "zod";
import { testOfUser } from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { MOMENT } from "../moment.ts";
import { checkedPack } from "../workspace/checked-pack.ts";
import { openRuleWorkspace, ruleOf } from "../workspace/rule-of.ts";

/** A test about a user like a stored one, on standard output: whoever wants it puts it into the rule's file. */
export const newTestCommand = defineCommand({
  flags: [
    { flags: "--rule <rule>", description: "the rule that the test is about: its id or its file" },
    { flags: "--user <name>", description: "a stored user; nothing that says who it is comes into the test" },
    { flags: "--as-of <time>", description: "the moment to judge at, ISO 8601 (now)" },
    { flags: "--app <name>", description: "the app of the stored user; the first one when not given" },
  ],
  options: z.object({
    rule: z.string().min(1),
    user: z.string().min(1),
    asOf: MOMENT.optional(),
    app: z.string().optional(),
  }),
  async run({ rule: asked, user, asOf: past, app: appName }, { host, output }) {
    const workspace = await openRuleWorkspace(asked, host);
    const pack = checkedPack(workspace, output);
    if (pack === null) return EXIT.errors;
    const { id, span } = ruleOf(asked, pack, workspace);
    const files = workspace.files.map((file) => ({ ...file, builtin: file.builtin ?? false }));
    const lists = workspace.lists.map((list) => ({ ...list, builtin: false }));
    const file = files.find(({ path }) => path === span.file);
    if (file === undefined) throw new Error(`invariant: the pack has no file ${span.file}`);
    const asOf = past ?? host.now();
    const made = await withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName ?? workspace.app);
      const answer = await testOfUser(store, {
        appId,
        userName: user,
        rule: id,
        asOf,
        pack,
        texts: { files, lists },
        file,
        clock: () => performance.now(),
        signal: host.signal,
      });
      if (answer.kind === "no_user") throw new CliError(`app ${name} has no user ${user}`);
      return answer;
    });
    switch (made.kind) {
      case "not_yet":
        throw new CliError(`${user} was first seen later, at ${new Date(made.firstSeen).toISOString()}`);
      case "untold":
        throw new CliError("a test cannot describe this user so that the rule gives the same answer");
      case "personal":
        throw new CliError("the answer depends on something that says who this is: no test was written");
      case "made":
        if (output.format === "json") output.json("new-test", { rule: id, outcome: made.outcome, text: made.text });
        else output.print(made.text.trimEnd());
        return EXIT.fine;
    }
  },
});
