import type { Migration } from "kysely";
import * as firstTables from "./0001-first-tables.ts";
import * as checksByDomains from "./0002-checks-by-domains.ts";
import * as runtimeLists from "./0003-runtime-lists.ts";
import * as peers from "./0004-peers.ts";
import * as userIdOverrides from "./0005-user-id-overrides.ts";
import * as judgingAnew from "./0006-judging-anew.ts";
import * as inbox from "./0007-inbox.ts";
import * as reEnrichment from "./0008-re-enrichment.ts";
import * as earlierFacts from "./0009-earlier-facts.ts";
import * as lookups from "./0010-lookups.ts";
import * as moreFacts from "./0011-more-facts.ts";
import * as answersOfLookups from "./0012-answers-of-lookups.ts";
import * as repeatedEvents from "./0013-repeated-events.ts";
import * as fieldTrails from "./0014-field-trails.ts";
import * as rightsAndRetention from "./0015-rights-and-retention.ts";
import * as tokenBuckets from "./0016-token-buckets.ts";
import * as scoresOverTime from "./0017-scores-over-time.ts";
import * as webhooks from "./0018-webhooks.ts";
import * as logbook from "./0019-logbook.ts";
import * as roomForUpdates from "./0022-room-for-updates.ts";
import * as drafts from "./0024-drafts.ts";
import * as savedDryRuns from "./0025-saved-dry-runs.ts";
import * as matchesByRule from "./0026-matches-by-rule.ts";

/** Every migration under its name, in the order of the names. Listed by hand: a bundle has no folder to read. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-first-tables": firstTables,
  "0002-checks-by-domains": checksByDomains,
  "0003-runtime-lists": runtimeLists,
  "0004-peers": peers,
  "0005-user-id-overrides": userIdOverrides,
  "0006-judging-anew": judgingAnew,
  "0007-inbox": inbox,
  "0008-re-enrichment": reEnrichment,
  "0009-earlier-facts": earlierFacts,
  "0010-lookups": lookups,
  "0011-more-facts": moreFacts,
  "0012-answers-of-lookups": answersOfLookups,
  "0013-repeated-events": repeatedEvents,
  "0014-field-trails": fieldTrails,
  "0015-rights-and-retention": rightsAndRetention,
  "0016-token-buckets": tokenBuckets,
  "0017-scores-over-time": scoresOverTime,
  "0018-webhooks": webhooks,
  "0019-logbook": logbook,
  "0022-room-for-updates": roomForUpdates,
  "0024-drafts": drafts,
  "0025-saved-dry-runs": savedDryRuns,
  "0026-matches-by-rule": matchesByRule,
};
