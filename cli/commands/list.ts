import { z } from "zod";
import { loadEvaluator, lower } from "../../compiler/index.ts";
import type { BoundList, BoundPack } from "../../dsl/binder/bound.ts";
import { typeText } from "../../dsl/types/type-text.ts";
import {
  addEntries,
  listHistory,
  listImpact,
  listState,
  removeEntries,
  standingEntries,
  type App,
  type ListChanged,
  type Store,
} from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand, type CommandContext } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import type { Host } from "../host.ts";
import { printListImpact } from "../output/list-impact-report.ts";
import { table } from "../output/table.ts";
import { checkWorkspace, openWorkspace } from "../workspace/open-workspace.ts";

const APP_FLAG = { flags: "--app <name>", description: "the app whose list it is; the first one when not given" };
const REASON_FLAG = { flags: "--reason <text>", description: "why, for those who read the history" };
const app = z.string().optional();
const reason = z.string().trim().min(1).max(500).optional();
const entries = z.array(z.string().min(1)).min(1);

/** The lists that operators keep, or the entries of one. */
export const listShowCommand = defineCommand({
  arguments: "[name]",
  flags: [
    { flags: "--search <text>", description: "only entries that contain this" },
    { flags: "--limit <n>", description: "how many entries to list (100)" },
    APP_FLAG,
  ],
  options: z.object({
    name: z.string().optional(),
    search: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(100_000).default(100),
    app,
  }),
  run: ({ name, search, limit, app: appName }, context) =>
    withLists(context, appName, async ({ store, app: { appId, name: appFound }, lists, now }) => {
      const { output } = context;
      if (name === undefined) {
        const views = await Promise.all(
          lists.map(async (list) => ({ ...described(list), ...(await listState(store, appId, list.name, now)) })),
        );
        if (output.format === "json")
          output.json("list-show", {
            app: appFound,
            lists: views.map(({ changedAt, ...view }) => ({ ...view, changedAt: instant(changedAt) })),
          });
        else if (views.length === 0) output.note("the pack has no `runtime` list");
        else
          output.print(
            table([
              ["list", "type", "entries", "version"],
              ...views.map((view) => [view.name, view.type, String(view.entries), String(view.version)]),
            ]),
          );
        return EXIT.fine;
      }
      const list = find(lists, name);
      const standing = await standingEntries(store, { appId, list: list.name, at: now, search, limit });
      const shown = standing.map(({ addedAt, expiresAt, ...entry }) => ({
        ...entry,
        addedAt: instant(addedAt),
        expiresAt: instant(expiresAt),
      }));
      if (output.format === "json") output.json("list-show", { app: appFound, ...described(list), entries: shown });
      else if (shown.length === 0) output.note(`no entry of ${list.name} stands in app ${appFound}`);
      else
        output.print(
          table([
            ["entry", "added", "until", "by", "reason"],
            ...shown.map((entry) => [
              entry.value,
              entry.addedAt ?? "",
              entry.expiresAt ?? "",
              entry.operator ?? "",
              entry.reason ?? "",
            ]),
          ]),
        );
      return EXIT.fine;
    }),
});

export const listAddCommand = defineCommand({
  arguments: "<name> <entries...>",
  flags: [
    REASON_FLAG,
    { flags: "--until <time>", description: "when the entries no longer count, ISO 8601 (never)" },
    APP_FLAG,
  ],
  options: z.object({
    name: z.string(),
    entries,
    reason,
    until: z.iso
      .datetime({ offset: true })
      .transform((text) => Date.parse(text))
      .optional(),
    app,
  }),
  run: ({ name, entries: given, reason: why, until, app: appName }, context) =>
    withLists(context, appName, async ({ store, app: { appId }, lists, now }) => {
      if (until !== undefined && until <= now) throw new CliError("--until lies in the past");
      const list = find(lists, name);
      const changed = await addEntries(store, {
        appId,
        list,
        entries: await entriesOf(given, context.host),
        operatorId: null,
        reason: why ?? null,
        at: now,
        expiresAt: until ?? null,
      });
      return report(changed, { list: list.name, word: "added", context });
    }),
});

export const listRemoveCommand = defineCommand({
  arguments: "<name> <entries...>",
  flags: [REASON_FLAG, APP_FLAG],
  options: z.object({ name: z.string(), entries, reason, app }),
  run: ({ name, entries: given, reason: why, app: appName }, context) =>
    withLists(context, appName, async ({ store, app: { appId }, lists, now }) => {
      const list = find(lists, name);
      const asked = { appId, list, entries: await entriesOf(given, context.host), operatorId: null, at: now };
      const changed = await removeEntries(store, { ...asked, reason: why ?? null });
      return report(changed, { list: list.name, word: "removed", context });
    }),
});

/** Whom adding or removing entries would touch; nothing is changed. */
export const listImpactCommand = defineCommand({
  arguments: "<name> <entries...>",
  flags: [{ flags: "--remove", description: "of taking them off, instead of adding them" }, APP_FLAG],
  options: z.object({ name: z.string(), entries, remove: z.boolean().default(false), app }),
  run: ({ name, entries: given, remove, app: appName }, context) =>
    withLists(context, appName, async ({ store, app: { appId, name: appFound }, pack, lists, now }) => {
      const { output, host } = context;
      const list = find(lists, name);
      const plan = lower(pack);
      const impact = await listImpact(
        store,
        { plan, evaluator: loadEvaluator(plan) },
        { appId, list, entries: await entriesOf(given, host), change: remove ? "remove" : "add", at: now },
      );
      if (output.format === "json") {
        const { kind: outcome, ...rest } = impact;
        output.json("list-impact", { app: appFound, list: list.name, outcome, ...rest });
      }
      if (impact.kind === "refused") {
        for (const { entry, reason: why } of impact.problems.slice(0, 20)) output.note(`${entry}: ${why}`);
        throw new CliError(`${impact.problems.length} of the entries cannot stand on ${list.name}`);
      }
      if (output.format !== "json") printListImpact(impact, { list: list.name, remove }, output);
      return EXIT.fine;
    }),
});

export const listHistoryCommand = defineCommand({
  arguments: "<name>",
  flags: [{ flags: "--limit <n>", description: "how many changes to list (100)" }, APP_FLAG],
  options: z.object({ name: z.string(), limit: z.coerce.number().int().min(1).max(10_000).default(100), app }),
  run: ({ name, limit, app: appName }, context) =>
    withLists(context, appName, async ({ store, app: { appId, name: appFound }, lists }) => {
      const { output } = context;
      const list = find(lists, name);
      const history = await listHistory(store, { appId, list: list.name, limit });
      const changes = history.map(({ at, ...change }) => ({ ...change, at: instant(at) }));
      if (output.format === "json") output.json("list-history", { app: appFound, list: list.name, changes });
      else if (changes.length === 0) output.note(`${list.name} was never changed in app ${appFound}`);
      else
        output.print(
          table([
            ["version", "when", "what", "by", "reason"],
            ...changes.map((change) => [
              String(change.version),
              change.at ?? "",
              `${change.kind} ${change.entries}`,
              change.operator ?? "",
              change.reason ?? "",
            ]),
          ]),
        );
      return EXIT.fine;
    }),
});

interface Lists {
  readonly store: Store;
  readonly app: App;
  readonly pack: BoundPack;
  /** The runtime lists of the pack. */
  readonly lists: readonly BoundList[];
  readonly now: number;
}

/** The pack says which lists there are and of what type, the store what stands on them. */
async function withLists(
  { host }: CommandContext,
  appName: string | undefined,
  work: (lists: Lists) => Promise<ExitCode>,
): Promise<ExitCode> {
  const workspace = await openWorkspace([], host, { builtInWhenEmpty: true });
  const { pack } = checkWorkspace(workspace);
  if (pack === null) throw new CliError("the rules have errors: run `tocsin check`");
  const lists = [...pack.lists.values()].filter(({ values }) => values === null);
  return withStore(host, async (store) =>
    work({ store, pack, app: await findApp(store, appName ?? workspace.app), lists, now: host.now() }),
  );
}

function find(lists: readonly BoundList[], name: string): BoundList {
  const list = lists.find((each) => each.name === name);
  if (list !== undefined) return list;
  const names = lists.map((each) => each.name).join(", ");
  throw new CliError(`the pack has no runtime list ${name}${names === "" ? "" : `; there are: ${names}`}`);
}

/** `-` is standard input: an entry a line, blank lines and lines that start with `#` left out. */
async function entriesOf(given: readonly string[], host: Host): Promise<readonly string[]> {
  if (given.length !== 1 || given[0] !== "-") return given;
  const lines = (await host.readStdin()).split(/\r?\n/).map((line) => line.trim());
  const found = lines.filter((line) => line !== "" && !line.startsWith("#"));
  if (found.length === 0) throw new CliError("standard input holds no entry");
  return found;
}

function report(
  changed: ListChanged,
  { list, word, context: { output } }: { list: string; word: string; context: CommandContext },
): ExitCode {
  if (output.format === "json") output.json(`list-${word === "added" ? "add" : "remove"}`, { list, ...changed });
  switch (changed.kind) {
    case "changed": {
      const rest = changed.unchanged === 0 ? "" : `, ${changed.unchanged} as before`;
      if (output.format !== "json")
        output.print(`${list}: ${word} ${changed.entries}${rest} (version ${changed.version})`);
      return EXIT.fine;
    }
    case "unchanged":
      if (output.format !== "json") output.print(`${list}: nothing changed`);
      return EXIT.fine;
    case "refused": {
      for (const { entry, reason: why } of changed.problems.slice(0, 20)) output.note(`${entry}: ${why}`);
      const more = changed.problems.length - 20;
      throw new CliError(`${more > 0 ? `${more} more, ` : ""}nothing was added to ${list}`);
    }
    case "full":
      throw new CliError(`${list} would hold more than 100,000 entries or 4 MB: nothing was added`);
  }
}

function described({ name, element, doc }: BoundList) {
  return { name, type: typeText({ kind: "list", element }), doc };
}

function instant(milliseconds: number): string;
function instant(milliseconds: number | null): string | null;
function instant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
