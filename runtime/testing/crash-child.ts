/** A process that acknowledges events, writes a line for each to its output and never scores: made to be killed. */
import { Pool } from "pg";
import { openInstallation } from "../db/installation.ts";
import { createStore } from "../db/store.ts";
import { createFacts } from "../enrichment/create-facts.ts";
import { createIngest } from "../ingest/create-ingest.ts";
import { parseSensorRequest } from "../ingest/parse-sensor-request.ts";
import { originOf, TEST_SECRET } from "./runtime-tester.ts";

const [url, appId] = process.argv.slice(2);
const store = createStore(new Pool({ connectionString: url }));
const installation = await openInstallation(store, { secret: TEST_SECRET });
const ingest = createIngest({ store, installation, facts: createFacts() });

async function send(client: number): Promise<void> {
  for (let n = 0; ; n += 1) {
    const now = Date.now();
    const eventTime = new Date(now).toISOString().slice(0, 23).replace("T", " ");
    const fields = { userName: `crash ${(client + n) % 50}`, url: `/${client}/${n}`, ipAddress: "85.1.1.1", eventTime };
    const accepted = parseSensorRequest(fields, { now });
    if (accepted.kind === "rejected") throw new Error(accepted.message);
    const ack = await ingest.submit(originOf(Number(appId)), accepted);
    process.stdout.write(`${ack.eventId}\n`);
    // Clients that wait for one batch would all send again at once, and never find one being stored.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
  }
}

await Promise.all(Array.from({ length: 16 }, (_, client) => send(client)));
