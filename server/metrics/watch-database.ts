import type { Registry } from "prom-client";
import type { Backlog } from "../../runtime/index.ts";
import { gaugeOnScrape } from "./on-scrape.ts";

/** A collector waits ten seconds for a page, as a rule. */
const ANSWERS_WITHIN_MS = 3000;

const GAUGES = [
  ["tocsin_store_due_users", "Users of the database who wait for a score; counted to 100,000", "dueUsers"],
  ["tocsin_store_oldest_due_seconds", "For how long the user waits who waits longest", "oldestDueSeconds"],
  ["tocsin_store_inbox_events", "Acknowledged events that no process has stored; counted to 100,000", "inboxEvents"],
  ["tocsin_store_oldest_inbox_seconds", "Age of the oldest event of the inbox", "oldestInboxSeconds"],
  ["tocsin_store_webhook_messages", "Messages that webhooks have not taken yet; counted to 100,000", "webhookMessages"],
  ["tocsin_store_set_aside_events", "Events that could not be stored: `tocsin doctor` says more", "setAsideEvents"],
] as const satisfies readonly (readonly [name: string, help: string, of: keyof Backlog])[];

/** What all processes of a database have left to do; nothing is said of it while the database does not answer. */
export function watchDatabase(registry: Registry, read: () => Promise<Backlog>): void {
  let asking: Promise<Backlog | null> | undefined;
  // All gauges of a scrape are read of one answer.
  const ask = () =>
    (asking ??= Promise.race([read().catch(() => null), noAnswer()]).finally(() => {
      asking = undefined;
    }));
  gaugeOnScrape(registry, {
    name: "tocsin_database_up",
    help: "1 while the database answers",
    read: async () => [[{}, (await ask()) === null ? 0 : 1]],
  });
  for (const [name, help, of] of GAUGES)
    gaugeOnScrape(registry, {
      name,
      help,
      read: async () => {
        const backlog = await ask();
        return backlog === null ? [] : [[{}, backlog[of]]];
      },
    });
}

function noAnswer(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ANSWERS_WITHIN_MS).unref());
}
