import { createApiKey, listApps, overview, revokeApiKey, type Store } from "../../runtime/index.ts";
import { sendEvents } from "./send.ts";
import type { DemoEvent } from "./story.ts";

export interface FillServerOptions {
  /** Of the running server, without a final slash. */
  readonly url: string;
  readonly store: Store;
  readonly events: readonly DemoEvent[];
  readonly onProgress: (sent: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends the demo to the first app of a server, with a key that lives as long as the sending. An app that has users is left
 * alone. Returns whether anything was sent.
 *
 * @throws DemoRefused
 */
export async function fillServer({ store, ...sending }: FillServerOptions): Promise<boolean> {
  const [app] = await listApps(store);
  if (app === undefined || (await overview(store, app.appId)).users > 0) return false;
  const { id, key } = await createApiKey(store, { appId: app.appId, name: "demo", rateLimit: null });
  try {
    await sendEvents({ ...sending, apiKey: key });
  } finally {
    await revokeApiKey(store, app.appId, id);
  }
  return true;
}
