import { z } from "zod";
import {
  BLACKLIST_KINDS,
  clearIdentity,
  decide,
  eachBlacklisted,
  exportLines,
  IDENTITIES,
  identityValue,
  listBlacklist,
  setBlacklistMostUsers,
  type BlacklistFilter,
  type Store,
} from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { table } from "../output/table.ts";

const APP_FLAG = { flags: "--app <name>", description: "the app; the first one when not given" };
const app = z.string().optional();
const FILTER_FLAGS = [
  { flags: "--kind <kind>", description: "only users, or what they have: user, ip, email or phone" },
  { flags: "--search <text>", description: "only what contains this, or belongs to a user whose name does" },
  { flags: "--not-listed", description: "only what is not blacklisted although its user is" },
  APP_FLAG,
];
const filter = {
  kind: z.enum(BLACKLIST_KINDS).optional(),
  search: z.string().optional(),
  notListed: z.boolean().default(false),
  app,
};

interface Filter {
  readonly kind?: BlacklistFilter["kind"];
  readonly search?: string | undefined;
  readonly notListed: boolean;
}

const filterOf = (appId: number, { kind, search, notListed }: Filter): BlacklistFilter => ({
  appId,
  kind,
  search,
  listed: notListed ? false : undefined,
});

/** Who and what is blacklisted, the newest decisions first. */
export const blacklistListCommand = defineCommand({
  flags: [{ flags: "--limit <n>", description: "how many entries to list (100)" }, ...FILTER_FLAGS],
  options: z.object({ ...filter, limit: z.coerce.number().int().min(1).max(100_000).default(100) }),
  run: ({ app: appName, limit, ...wanted }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName);
      const { entries } = await listBlacklist(store, filterOf(appId, wanted), { limit });
      const shown = entries.map(({ addedAt, ...entry }) => ({ ...entry, added: new Date(addedAt).toISOString() }));
      if (output.format === "json") output.json("blacklist-list", { app: name, entries: shown });
      else if (shown.length === 0) output.note(`nothing is blacklisted in app ${name}`);
      else
        output.print(
          table([
            ["added", "kind", "value", "user", "score", "by", "listed"],
            ...shown.map(({ added, kind, value, userName, score, by, reason }) => [
              added,
              kind,
              value,
              userName,
              String(score ?? ""),
              by,
              reason === null ? "yes" : `no: ${reason.replace("_", " ")}`,
            ]),
          ]),
        );
      return EXIT.fine;
    }),
});

/** All of it, for other programs. */
export const blacklistExportCommand = defineCommand({
  flags: [{ flags: "--as <form>", description: "csv or ndjson (csv)" }, ...FILTER_FLAGS],
  options: z.object({ ...filter, as: z.enum(["csv", "ndjson"]).default("csv") }),
  run: ({ app: appName, as: form, ...wanted }, { host }) =>
    withStore(host, async (store) => {
      const { appId } = await findApp(store, appName);
      for await (const line of exportLines(eachBlacklisted(store, filterOf(appId, wanted)), form)) host.write(line);
      return EXIT.fine;
    }),
});

/** Blacklists users, with what they have. */
export const blacklistAddCommand = defineCommand({
  arguments: "<users...>",
  flags: [APP_FLAG],
  options: z.object({ users: z.array(z.string().min(1)).min(1), app }),
  run: ({ users, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName);
      const unknown: string[] = [];
      for (const userName of users) {
        const status = await decide(store, { appId, userName, decision: "blacklist", operatorId: null });
        if (status === null) unknown.push(userName);
      }
      const added = users.length - unknown.length;
      if (output.format === "json") output.json("blacklist-add", { app: name, added, unknown });
      else if (added > 0) output.print(`${added} of ${users.length} users are blacklisted`);
      if (unknown.length > 0) throw new CliError(`app ${name} has no user ${unknown.join(", ")}`);
      return EXIT.fine;
    }),
});

/** Takes an address, an e-mail address or a phone number off. */
export const blacklistRemoveCommand = defineCommand({
  arguments: "<value>",
  flags: [APP_FLAG],
  options: z.object({ value: z.string().min(1), app }),
  run: ({ value, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName);
      const kind = await clearFirst(store, appId, value);
      if (kind === null)
        throw new CliError(
          `nobody in app ${name} has the address, e-mail address or phone number ${value}; of a user: \`tocsin decide ${value} whitelist\``,
        );
      if (output.format === "json") output.json("blacklist-remove", { app: name, kind, value });
      else output.print(`${value}: no longer blacklisted`);
      return EXIT.fine;
    }),
});

async function clearFirst(store: Store, appId: number, value: string): Promise<string | null> {
  for (const { kind } of IDENTITIES) {
    const stored = identityValue(kind, value);
    if (stored !== null && (await clearIdentity(store, { appId, kind, value: stored }))) return kind;
  }
  return null;
}

/** How many users an address may have that is blacklisted with one of them. */
export const blacklistLimitCommand = defineCommand({
  arguments: "<users>",
  flags: [APP_FLAG],
  options: z.object({
    users: z.union([z.literal("off").transform(() => null), z.coerce.number().int().min(1).max(63)]),
    app,
  }),
  run: ({ users, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName);
      await setBlacklistMostUsers(store, appId, users);
      if (output.format === "json") output.json("blacklist-limit", { app: name, mostUsers: users });
      else
        output.print(
          users === null
            ? "addresses are blacklisted however many users they have"
            : `addresses of more than ${users} users are not blacklisted`,
        );
      return EXIT.fine;
    }),
});
