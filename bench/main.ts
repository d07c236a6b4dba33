import { parseArgs } from "node:util";
import { benchEnrichment } from "./enrichment.ts";
import { benchCompare } from "./compare.ts";
import { benchDecisions } from "./decisions.ts";
import { benchDryRun } from "./dry-run.ts";
import { benchExplain } from "./explain.ts";
import { benchLanguageService } from "./language-service.ts";
import { benchLists } from "./lists.ts";
import { machine } from "./machine.ts";
import { benchPackReload } from "./pack-reload.ts";
import { benchPeers } from "./peers.ts";
import { benchRegex } from "./regex.ts";
import { benchScoring } from "./scoring.ts";
import { benchSensor } from "./sensor.ts";
import { benchStudioLoad } from "./studio-load.ts";
import { benchStudioPlay } from "./studio-play.ts";
import { benchStudioTyping } from "./studio-typing.ts";
import { benchVolume } from "./volume.ts";

/*
 * `npm run bench [-- sensor decisions volume regex lists scoring dry-run peers enrichment explain pack-reload studio-load studio-play language-service studio-typing]`: prints Markdown. All traffic stays on loopback, every part ends by itself.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Seconds a cell of the sensor table. */
    seconds: { type: "string", default: "10" },
    /** Seconds of events before the first cell: V8 compiles what it meets often for some twenty seconds. */
    "warm-up": { type: "string", default: "5" },
    /** People whose events the sensor gets. */
    users: { type: "string", default: "2000" },
    /** Stored users for the dry-run, smallest first. */
    stored: { type: "string", default: "1000,100000" },
    /** Events and people of the volume. */
    events: { type: "string", default: "1000000" },
    people: { type: "string", default: "100000" },
    /** What this tree is compared with, and how often. */
    base: { type: "string", default: "HEAD" },
    rounds: { type: "string", default: "3" },
  },
});

const pressed = {
  seconds: Number(values.seconds),
  warmUp: Number(values["warm-up"]),
  users: Number(values.users),
};
const parts = {
  sensor: () => benchSensor(pressed),
  decisions: () => benchDecisions(pressed),
  compare: () =>
    benchCompare({
      base: values.base,
      ...{ rounds: Number(values.rounds), seconds: Number(values.seconds), users: Number(values.users) },
    }),
  volume: () => benchVolume({ events: Number(values.events), people: Number(values.people) }),
  regex: () => benchRegex(),
  lists: () => benchLists(),
  scoring: () => benchScoring({ users: 1000 }),
  "dry-run": () => benchDryRun({ stored: values.stored.split(",").map(Number) }),
  peers: () => benchPeers(),
  enrichment: () => benchEnrichment(),
  explain: () => benchExplain({ events: 1000 }),
  "pack-reload": () => benchPackReload(),
  "studio-load": () => benchStudioLoad(),
  "studio-play": () => benchStudioPlay({ users: Number(values.users) }),
  "language-service": () => benchLanguageService(),
  "studio-typing": () => benchStudioTyping(),
};

/** What is not asked for by name alone: it takes long, or needs to know with what. */
const ONLY_BY_NAME: ReadonlySet<string> = new Set(["compare", "volume"]);
const wanted = positionals.length === 0 ? Object.keys(parts).filter((name) => !ONLY_BY_NAME.has(name)) : positionals;
console.log(`Measured on ${machine()}.\n`);
for (const [name, run] of Object.entries(parts)) if (wanted.includes(name)) console.log(`${await run()}\n`);
