import { setTimeout as sleep } from "node:timers/promises";

export interface PressOptions {
  /** Clients go round them, and try the next one when one does not answer. */
  readonly urls: readonly string[];
  readonly apiKey: string;
  readonly clients?: number;
  readonly users?: number;
  /** Begins every user name and request id: several presses of one test are told apart. */
  readonly name?: string;
  /** Fields of every event beside those that it must have. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface PressCounts {
  readonly name: string;
  /** Events, each with an identity of its own. */
  readonly sent: number;
  readonly acknowledged: number;
  /** Tries that ended in another way. */
  readonly refused: number;
  /** Connections that were refused, broke or did not answer in time. */
  readonly broken: number;
  /** Refusals with `503`, and those of them that said when to come back. */
  readonly unavailable: number;
  readonly saidWhen: number;
  /** Statuses that no fault explains. */
  readonly strange: readonly string[];
}

export interface Pressing {
  readonly counts: () => PressCounts;
  /** Sends nothing new; resolves when everything that was sent is acknowledged. */
  stop(): Promise<PressCounts>;
}

/** Longer than any machine stands still. */
const GIVE_UP_MS = 120_000;
/** A client outside a test would wait for as long as it is told. */
const PAUSE_MS = 100;

/**
 * Clients that send one event after the other, each again and again under its request id until it is acknowledged, whatever happens to the
 * server meanwhile.
 */
export function press({ urls, apiKey, clients = 8, users = 50, name = "press", fields = {} }: PressOptions): Pressing {
  const count = { name, sent: 0, acknowledged: 0, refused: 0, broken: 0, unavailable: 0, saidWhen: 0 };
  const strange: string[] = [];
  let pressing = true;

  const tryOnce = async (url: string, requestId: string, body: string): Promise<boolean> => {
    let answer: Response;
    try {
      answer = await fetch(`${url}/sensor/`, {
        method: "POST",
        headers: { "api-key": apiKey, "x-request-id": requestId, "content-type": "application/x-www-form-urlencoded" },
        body,
        signal: AbortSignal.timeout(GIVE_UP_MS),
      });
      await answer.arrayBuffer();
    } catch {
      count.broken += 1;
      return false;
    }
    if (answer.status === 200) return true;
    count.refused += 1;
    if (answer.status !== 503) strange.push(String(answer.status));
    else {
      count.unavailable += 1;
      if (/^[1-9]\d*$/.test(answer.headers.get("retry-after") ?? "")) count.saidWhen += 1;
    }
    return false;
  };
  const client = async (index: number): Promise<void> => {
    for (let n = 0; pressing; n += 1) {
      const user = (index * 7 + n) % users;
      const eventTime = new Date().toISOString().slice(0, 23).replace("T", " ");
      const body = new URLSearchParams({
        userName: `${name} ${user}`,
        ipAddress: `85.1.${user % 5}.${user}`,
        url: `/${name}/${index}/${n}`,
        eventTime,
        ...fields,
      }).toString();
      count.sent += 1;
      for (
        let tries = 0;
        !(await tryOnce(urls[(index + tries) % urls.length] ?? "", `${name}-${index}-${n}`, body));
        tries += 1
      )
        await sleep(PAUSE_MS);
      count.acknowledged += 1;
      await sleep(Math.random() * 10);
    }
  };
  const all = Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  const counts = () => ({ ...count, strange: [...strange] });
  return {
    counts,
    stop: async () => {
      pressing = false;
      await all;
      return counts();
    },
  };
}

/** Waits until so many more events are acknowledged. */
export async function acknowledgedMore({ counts }: Pressing, more: number): Promise<void> {
  const enough = counts().acknowledged + more;
  while (counts().acknowledged < enough) await sleep(5);
}
