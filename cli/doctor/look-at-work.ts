import { listApps, listOperators, readBacklog, readRetention, type Backlog, type Store } from "../../runtime/index.ts";
import { plural } from "../output/print-diagnostics.ts";
import { warning, well, wrong, type Finding } from "./finding.ts";

const DAY_MS = 86_400_000;
/** Servers store what they acknowledged within seconds. */
const INBOX_WAITS_SECONDS = 60;
const SCORE_WAITS_SECONDS = 60;
/** Servers run it once a day. */
const RETENTION_OVERDUE_MS = 2 * DAY_MS;

/** What waits in a database with today's schema, and for how long. */
export async function lookAtWork(store: Store, now: number): Promise<readonly Finding[]> {
  const backlog = await readBacklog(store);
  return [
    inbox(backlog),
    ...(backlog.setAsideEvents === 0 ? [] : [setAside(backlog)]),
    scores(backlog),
    ...(await retention(store, now)),
    await operators(store, now),
  ];
}

function inbox({ inboxEvents, oldestInboxSeconds }: Backlog): Finding {
  if (inboxEvents === 0) return well("inbox", "every acknowledged event is stored");
  const sentence = `${plural(inboxEvents, "acknowledged event")} to be stored, the oldest for ${Math.round(oldestInboxSeconds)} s`;
  if (oldestInboxSeconds < INBOX_WAITS_SECONDS) return well("inbox", sentence);
  return wrong("inbox", sentence, "start a server, or look in its log for why it does not store them");
}

function setAside({ setAsideEvents }: Backlog): Finding {
  return warning(
    "inbox",
    `${plural(setAsideEvents, "event")} could not be stored: set aside`,
    "select * from inbox where failure is not null says why; please report it",
  );
}

function scores({ dueUsers, oldestDueSeconds }: Backlog): Finding {
  if (dueUsers === 0) return well("scores", "no user waits for a score");
  const sentence = `${plural(dueUsers, "user")} to be scored, the first for ${Math.round(oldestDueSeconds)} s`;
  if (oldestDueSeconds < SCORE_WAITS_SECONDS) return well("scores", sentence);
  return warning(
    "scores",
    sentence,
    "start a server; if one runs, `tocsin re-scoring` says whether it judges everybody again",
  );
}

async function retention(store: Store, now: number): Promise<readonly Finding[]> {
  const apps = await listApps(store);
  const findings: Finding[] = [];
  for (const { appId, name } of apps) {
    const { weeks, run } = await readRetention(store, appId);
    if (weeks === 0) continue;
    if (run !== null && now - run.started < RETENTION_OVERDUE_MS)
      findings.push(well("retention", `app ${name} keeps events for ${plural(weeks, "week")}, and older ones go`));
    else
      findings.push(
        warning(
          "retention",
          `app ${name} keeps events for ${plural(weeks, "week")}, and nobody looked for older ones in the last two days`,
          "keep a server running, or run `tocsin retention run` now",
        ),
      );
  }
  if (apps.length > 0 && findings.length === 0) findings.push(well("retention", "apps keep events for good"));
  return findings;
}

async function operators(store: Store, now: number): Promise<Finding> {
  const { length } = await listOperators(store, now);
  if (length > 0) return well("operators", `${plural(length, "operator")} may sign in`);
  return warning("operators", "nobody may sign in", "`tocsin operator add`, or the first start of a server");
}
