import { useMutation, useQueryClient } from "@tanstack/react-query";
import { createWebhook, removeWebhook, testWebhook, type WEBHOOK_TYPE_NAMES } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { webhookMessagesQuery, webhooksQuery } from "../client/queries.ts";

export type WebhookType = (typeof WEBHOOK_TYPE_NAMES)[number];

export interface NewWebhook {
  readonly url: string;
  readonly types: readonly WebhookType[];
}

/** Adds a webhook. The answer holds the secret until it is reset, and nothing else keeps it. */
export function useCreateWebhook(app: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ url, types }: NewWebhook) =>
      callApi(createWebhook, { query: { app }, body: { url, types: [...types] } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: webhooksQuery(app).queryKey }),
    gcTime: 0,
  });
}

/** Removes a webhook by its id. */
export function useRemoveWebhook(app: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => callApi(removeWebhook, { params: { id }, query: { app } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: webhooksQuery(app).queryKey }),
  });
}

/** Sends a message that tells of nobody, by the webhook's id. */
export function useTestWebhook(app: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => callApi(testWebhook, { params: { id }, query: { app } }),
    onSettled: (_data, _error, id) =>
      queryClient.invalidateQueries({ queryKey: webhookMessagesQuery(app, id).queryKey }),
  });
}
