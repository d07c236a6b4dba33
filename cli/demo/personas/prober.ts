import { unusualDevice } from "../device.ts";
import { addressIn, networkOf } from "../network.ts";
import { throwawayPerson } from "../person.ts";
import { act, DAY, HOUR, type Casting, type DemoEvent } from "../story.ts";

const PROBES = [
  "/.env",
  "/.git/config",
  "/wp-login.php",
  "/phpmyadmin/",
  "/actuator/env",
  "/cgi-bin/test.cgi",
  "/backup.sql",
  "/../../etc/passwd",
  "/server-status",
] as const;

const WORDS = ["admin", "backup", "config", "console", "debug", "dump", "old", "private", "staging", "test"] as const;
const ENDINGS = ["", ".bak", ".php", ".zip"] as const;

/** Somebody who signs up and looks for doors that were left open, from a list of words. */
export function prober({ random, number, now }: Casting): readonly DemoEvent[] {
  const person = throwawayPerson(random, number, now - random.int(1, 5) * DAY, "");
  const network = networkOf(random, random.chance(50) ? "tor" : "vpn");
  const at = { person, device: unusualDevice(random, network.country), address: addressIn(random, network) };
  const start = now - random.int(HOUR, 30 * HOUR);
  const probe = (url: string, i: number) =>
    act({
      ...at,
      time: start + i * random.int(1_000, 6_000),
      url,
      method: random.chance(20) ? "HEAD" : "GET",
      code: random.chance(90) ? 404 : 500,
      referer: "",
    });
  const guesses = WORDS.flatMap((word) => ENDINGS.map((ending) => `/${word}${ending}`));
  return [...guesses, ...PROBES].map(probe);
}
