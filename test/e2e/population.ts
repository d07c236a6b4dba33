import type { RunningStudio } from "./running-studio.ts";

/** Users of the browser tests: `changed-N` changed their password, `calm-N` only looked at pages. */
export const CHANGED = 3;
export const CALM = 7;

/** Sends two events for each user, the newest a few minutes old. */
export async function populate(studio: RunningStudio, now: number): Promise<void> {
  for (let n = 1; n <= CHANGED; n++) {
    await studio.send(event(`changed-${n}`, "account_login", now - 20 * MINUTE));
    await studio.send(event(`changed-${n}`, "account_password_change", now - n * MINUTE));
  }
  for (let n = 1; n <= CALM; n++) {
    await studio.send(event(`calm-${n}`, "account_login", now - 20 * MINUTE));
    await studio.send(event(`calm-${n}`, "page_view", now - n * MINUTE));
  }
}

const MINUTE = 60_000;

function event(userName: string, eventType: string, time: number): Readonly<Record<string, string>> {
  return {
    userName,
    eventType,
    ipAddress: "203.0.113.7",
    url: "/account",
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    emailAddress: `${userName}@example.com`,
    eventTime: new Date(time).toISOString().replace("T", " ").replace("Z", ""),
  };
}
