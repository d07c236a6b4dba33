import type { FirstStart } from "./first-start.ts";

/** A browser as people use it: without one the rules about devices would speak against the first user. */
const USER_AGENT = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:144.0) Gecko/20100101 Firefox/144.0";

/** What the person who started the server reads. The `curl` works as it stands, in any POSIX shell. */
export function banner(url: string, first: FirstStart | null): string {
  const ready = `Tocsin is ready: ${url}\n`;
  if (first === null) return ready;
  return `${ready}
First start: keep these, they are shown once.

  operator   ${first.email}
  password   ${first.password}
  API key    ${first.apiKey}

Send an event:

  curl -i ${url}/sensor/ -H 'Api-Key: ${first.apiKey}' \\
    -d userName=anna -d ipAddress=203.0.113.7 -d url=/login -d eventType=account_login \\
    --data-urlencode "userAgent=${USER_AGENT}" \\
    --data-urlencode "eventTime=$(date -u '+%Y-%m-%d %H:%M:%S')"
`;
}
