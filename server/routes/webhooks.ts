import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { createWebhook, listWebhookMessages, listWebhooks, removeWebhook, testWebhook } from "../../api/index.ts";
import {
  createWebhook as makeWebhook,
  listMessages,
  listWebhooks as readWebhooks,
  removeWebhook as deleteWebhook,
  testWebhook as sendTest,
  TooManyWebhooks,
  urlComplaint,
  type SecretBox,
} from "../../runtime/index.ts";
import { AppError } from "../app-error.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { findApp } from "./find-app.ts";

interface WebhookOptions extends Pick<ConsoleOptions, "store"> {
  readonly box: SecretBox;
  /** See `urlComplaint`. */
  readonly allowPrivate: boolean;
}

/** The webhooks of an app: which there are, a new one, a test, what became of its messages, and its end. */
export const webhookRoutes: FastifyPluginAsyncZod<WebhookOptions> = async (app, { store, box, allowPrivate }) => {
  app.route({
    ...listWebhooks,
    handler: async ({ query }) => {
      const { appId } = await findApp(store, query.app);
      const webhooks = await readWebhooks(store, appId);
      return {
        webhooks: webhooks.map(({ types, createdAt, ...webhook }) => ({
          ...webhook,
          types: [...types],
          createdAt: createdAt.toISOString(),
        })),
      };
    },
  });

  app.route({
    ...createWebhook,
    handler: async ({ query, body: { url, types } }, reply) => {
      const { appId } = await findApp(store, query.app);
      const complaint = urlComplaint(url, { allowPrivate });
      if (complaint !== null) throw new AppError("invalid_request", `\`url\` cannot be used: ${complaint}`);
      const made = await makeWebhook(store, box, { appId, url, types }).catch((error: unknown) => {
        if (error instanceof TooManyWebhooks) throw new AppError("invalid_request", error.message);
        throw error;
      });
      // Nothing between here and the operator keeps a secret.
      void reply.header("cache-control", "no-store");
      return made;
    },
  });

  app.route({
    ...removeWebhook,
    handler: async ({ query, params: { id } }, reply) => {
      const { appId } = await findApp(store, query.app);
      if (!(await deleteWebhook(store, appId, id))) throw noSuchWebhook();
      return reply.code(204).send(null);
    },
  });

  app.route({
    ...testWebhook,
    handler: async ({ query, params: { id } }, reply) => {
      const { appId } = await findApp(store, query.app);
      const message = await sendTest(store, appId, id);
      if (message === null) throw noSuchWebhook();
      return reply.code(202).send({ id: `msg_${message}` });
    },
  });

  app.route({
    ...listWebhookMessages,
    handler: async ({ query: { app: name, limit }, params: { id } }) => {
      const { appId } = await findApp(store, name);
      const messages = await listMessages(store, { appId, id, limit });
      if (messages === null) throw noSuchWebhook();
      return {
        messages: messages.map(({ createdAt, nextAt, ...message }) => ({
          ...message,
          id: `msg_${message.id}`,
          createdAt: createdAt.toISOString(),
          nextAt: nextAt?.toISOString() ?? null,
        })),
      };
    },
  });
};

function noSuchWebhook(): AppError {
  return new AppError("not_found", "The app has no such webhook");
}
