// Sends events to Tocsin and asks its blacklist. Node 18 or newer, nothing else. The package @tocsin/client does the same with a
// queue, retries and middleware.
const TOCSIN_URL = process.env.TOCSIN_URL ?? "http://127.0.0.1:8585";
const TOCSIN_API_KEY = process.env.TOCSIN_API_KEY ?? "";

async function post(path, json) {
  const answer = await fetch(TOCSIN_URL + path, {
    method: "POST",
    headers: { "Api-Key": TOCSIN_API_KEY, "Content-Type": "application/json" },
    body: JSON.stringify(json),
    signal: AbortSignal.timeout(3000),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

/** Sends an event. Do not wait for it before you answer your user. */
export async function track(event) {
  try {
    await post("/api/v1/events", { events: [{ eventTime: new Date().toISOString(), ...event }] });
  } catch (error) {
    console.error("tocsin: the event was not sent:", error.message);
  }
}

/** Whether a user name, address, e-mail or phone number is blacklisted. Without an answer it is not. */
export async function isBlacklisted(value) {
  try {
    return (await post("/api/v1/blacklist/search", { value })).blacklisted === true;
  } catch (error) {
    console.error("tocsin: the blacklist was not asked:", error.message);
    return false;
  }
}

await track({
  userName: "anna",
  ipAddress: "203.0.113.7",
  url: "/login",
  eventType: "account_login",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
});
if (await isBlacklisted("anna")) console.log("anna is blacklisted");
