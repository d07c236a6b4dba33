/** A browser as people use it: without one the rules about devices would speak against the first user. */
const USER_AGENT = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:144.0) Gecko/20100101 Firefox/144.0";

/** A first event as a command to paste into a shell; the key is the one printed at the server's first start. */
export function curlOf(origin: string): string {
  return [
    `curl ${origin}/sensor/ \\`,
    `  -H "Api-Key: $API_KEY" \\`,
    `  -d userName=alice -d emailAddress=alice@example.com \\`,
    `  -d ipAddress=203.0.113.7 -d url=/account/login -d eventType=account_login \\`,
    `  --data-urlencode "userAgent=${USER_AGENT}" \\`,
    `  --data-urlencode "eventTime=$(date -u '+%Y-%m-%d %H:%M:%S.000')"`,
  ].join("\n");
}

/** The invented population, sent to this server. */
export function demoOf(origin: string): string {
  return `npx tocsin demo --url ${origin} --api-key "$API_KEY"`;
}
