import type { Registry } from "prom-client";
import type { DeliveryCounts } from "../../runtime/index.ts";
import { counterOnScrape } from "./on-scrape.ts";

/** What this process has sent to webhooks. */
export function watchWebhooks(registry: Registry, counts: () => DeliveryCounts): void {
  counterOnScrape(registry, {
    name: "tocsin_webhook_messages_total",
    help: "Messages of webhooks: taken, tried again later, or given up",
    labels: ["outcome"],
    read: () => {
      const { taken, retried, failed } = counts();
      return [
        [{ outcome: "taken" }, taken],
        [{ outcome: "retried" }, retried],
        [{ outcome: "failed" }, failed],
      ];
    },
  });
}
