import { parseArgs } from "node:util";
import { benchEnrichment } from "./enrichment.ts";
import { benchDecisions } from "./decisions.ts";
import { benchDryRun } from "./dry-run.ts";
import { benchExplain } from "./explain.ts";
import { benchLanguageService } from "./language-service.ts";
import { benchLists } from "./lists.ts";
import { machine } from "./machine.ts";
import { benchPeers } from "./peers.ts";
import { benchRegex } from "./regex.ts";
import { benchScoring } from "./scoring.ts";
import { benchSensor } from "./sensor.ts";

/*
 * `npm run bench [-- sensor decisions regex lists scoring dry-run peers enrichment explain language-service]`: prints Markdown. All traffic stays on loopback, every part ends by itself.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Seconds a cell of the sensor table. */
    seconds: { type: "string", default: "10" },
    /** People whose events the sensor gets. */
    users: { type: "string", default: "2000" },
    /** Stored users for the dry-run, smallest first. */
    stored: { type: "string", default: "1000,100000" },
  },
});

const parts = {
  sensor: () => benchSensor({ seconds: Number(values.seconds), users: Number(values.users) }),
  decisions: () => benchDecisions({ seconds: Number(values.seconds), users: Number(values.users) }),
  regex: () => benchRegex(),
  lists: () => benchLists(),
  scoring: () => benchScoring({ users: 1000 }),
  "dry-run": () => benchDryRun({ stored: values.stored.split(",").map(Number) }),
  peers: () => benchPeers(),
  enrichment: () => benchEnrichment(),
  explain: () => benchExplain({ events: 1000 }),
  "language-service": () => benchLanguageService(),
};

const wanted = positionals.length === 0 ? Object.keys(parts) : positionals;
console.log(`Measured on ${machine()}.\n`);
for (const [name, run] of Object.entries(parts)) if (wanted.includes(name)) console.log(`${await run()}\n`);
