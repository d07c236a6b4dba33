import { z } from "zod";
import {
  createWebhook,
  listMessages,
  listWebhooks,
  removeWebhook,
  testWebhook,
  TooManyWebhooks,
  urlComplaint,
  WEBHOOK_TYPES,
} from "../../runtime/index.ts";
import { CliError } from "../cli-error.ts";
import { defineCommand } from "../command.ts";
import { withInstallation, withStore } from "../database.ts";
import { EXIT } from "../exit-code.ts";
import { findApp } from "../find-app.ts";
import { table } from "../output/table.ts";

const APP_FLAG = { flags: "--app <name>", description: "the app of the webhook; the first one when not given" };
const app = z.string().optional();
const id = z.coerce.number("is the number that `webhook list` shows").int().min(1).max(2_147_483_647);
const TYPE = z.enum(WEBHOOK_TYPES, `is one of ${WEBHOOK_TYPES.join(", ")}`);

/** The secret goes to standard output alone, so that a script can keep it. */
export const webhookAddCommand = defineCommand({
  arguments: "<url>",
  flags: [
    {
      flags: "--types <types>",
      description: `what to tell, separated by commas; all when not given: ${WEBHOOK_TYPES.join(", ")}`,
    },
    {
      flags: "--private",
      description: "the address may be of this machine or network (servers need TOCSIN_WEBHOOK_PRIVATE)",
    },
    APP_FLAG,
  ],
  options: z.object({
    url: z.string().trim(),
    types: z
      .string()
      .transform((text) => text.split(",").map((type) => type.trim()))
      .pipe(z.array(TYPE).min(1))
      .default([...WEBHOOK_TYPES]),
    private: z.boolean().default(false),
    app,
  }),
  run: ({ url, types, private: allowPrivate, app: appName }, { host, output }) => {
    const complaint = urlComplaint(url, { allowPrivate });
    if (complaint !== null) throw new CliError(`${url} cannot be used: ${complaint}`);
    return withInstallation(host, async ({ store, installation }) => {
      const { appId, name } = await findApp(store, appName);
      const made = await createWebhook(store, installation.box, { appId, url, types }).catch((error: unknown) => {
        throw error instanceof TooManyWebhooks ? new CliError(error.message) : error;
      });
      if (output.format === "json") output.json("webhook-add", { app: name, ...made });
      else {
        output.print(made.secret);
        output.note(`webhook ${made.id} of app ${name}: its secret is not shown again`);
      }
      return EXIT.fine;
    });
  },
});

export const webhookListCommand = defineCommand({
  flags: [APP_FLAG],
  options: z.object({ app }),
  run: ({ app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName);
      const webhooks = await listWebhooks(store, appId);
      if (output.format === "json") output.json("webhook-list", { app: name, webhooks });
      else if (webhooks.length === 0) output.note(`app ${name} has no webhook`);
      else
        output.print(
          table([
            ["id", "waiting", "failed", "url", "types"],
            ...webhooks.map((each) => [
              String(each.id),
              String(each.waiting),
              String(each.failed),
              each.url,
              each.types.join(", "),
            ]),
          ]),
        );
      return EXIT.fine;
    }),
});

export const webhookRemoveCommand = defineCommand({
  arguments: "<id>",
  flags: [APP_FLAG],
  options: z.object({ id, app }),
  run: ({ id: webhookId, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName);
      if (!(await removeWebhook(store, appId, webhookId))) throw noSuchWebhook(name, webhookId);
      if (output.format === "json") output.json("webhook-remove", { app: name, id: webhookId });
      else output.print(`webhook ${webhookId}: removed`);
      return EXIT.fine;
    }),
});

export const webhookTestCommand = defineCommand({
  arguments: "<id>",
  flags: [APP_FLAG],
  options: z.object({ id, app }),
  run: ({ id: webhookId, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName);
      const message = await testWebhook(store, appId, webhookId);
      if (message === null) throw noSuchWebhook(name, webhookId);
      if (output.format === "json")
        output.json("webhook-test", { app: name, id: webhookId, message: `msg_${message}` });
      else output.print(`msg_${message} is sent by the next server that looks, within a second`);
      return EXIT.fine;
    }),
});

export const webhookMessagesCommand = defineCommand({
  arguments: "<id>",
  flags: [{ flags: "--limit <n>", description: "how many, newest first; 20 when not given" }, APP_FLAG],
  options: z.object({ id, limit: z.coerce.number("is a whole number").int().min(1).max(1000).default(20), app }),
  run: ({ id: webhookId, limit, app: appName }, { host, output }) =>
    withStore(host, async (store) => {
      const { appId, name } = await findApp(store, appName);
      const messages = await listMessages(store, { appId, id: webhookId, limit });
      if (messages === null) throw noSuchWebhook(name, webhookId);
      if (output.format === "json") output.json("webhook-messages", { app: name, id: webhookId, messages });
      else if (messages.length === 0) output.note(`webhook ${webhookId} has no message`);
      else
        output.print(
          table([
            ["message", "type", "made", "attempts", "state", "answer"],
            ...messages.map((each) => [
              `msg_${each.id}`,
              each.type,
              each.createdAt.toISOString(),
              String(each.attempts),
              each.state,
              each.failure ?? String(each.status ?? ""),
            ]),
          ]),
        );
      return EXIT.fine;
    }),
});

function noSuchWebhook(appName: string, webhookId: number): CliError {
  return new CliError(`app ${appName} has no webhook ${webhookId}`);
}
