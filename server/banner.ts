import type { FirstStart } from "./first-start.ts";

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
    --data-urlencode "eventTime=$(date -u '+%Y-%m-%d %H:%M:%S')"
`;
}
