import type { Notice } from "./notice.ts";

export interface ClientOptions {
  /** The server's address, `https://tocsin.example.com`; one that ends in `/sensor/` will do. */
  readonly url: string;
  /** A key of the app that the events belong to. */
  readonly apiKey: string;
  /** The longest that an attempt or a question may take. 3 seconds. */
  readonly timeoutMs?: number;
  readonly queue?: QueueOptions;
  readonly blacklist?: BlacklistOptions;
  /** Keeps what could not be sent in a file, for `resend`. Without it, that is dropped. */
  readonly localLog?: LocalLogOptions;
  /** Told what happens in the background. Whatever it throws is ignored. */
  readonly onNotice?: (notice: Notice) => void;
}

export interface QueueOptions {
  /** Events that may wait. Beyond it the newest is dropped, and counted. 10,000. */
  readonly mostEvents?: number;
  /** Bytes that may wait. 32 MB. */
  readonly mostBytes?: number;
  /** Events of one request, up to 1,000. 100. */
  readonly batchEvents?: number;
  /** Bytes of one request. 512 KB, which proxies let pass. */
  readonly batchBytes?: number;
  /** For so long the first event of a request waits for others. 250 ms. */
  readonly batchDelayMs?: number;
  /** Tries of one request, about a minute and a half in all. 12. */
  readonly attempts?: number;
}

export interface BlacklistOptions {
  /** Answers that are remembered; the one that was used least recently makes room. 10,000. */
  readonly mostAnswers?: number;
  /** For so long a "yes" is believed. 60 seconds. */
  readonly listedMs?: number;
  /** For so long a "no" is believed. 30 seconds. */
  readonly unlistedMs?: number;
  /** For so long nobody is asked after the server could not answer: each question is a "no" at once. 5 seconds. */
  readonly pauseMs?: number;
}

export interface LocalLogOptions {
  /** A file of this process alone. It holds personal data, and no key. */
  readonly path: string;
  /** Of this file and the one before it, `<path>.1`, together. 64 MB. */
  readonly mostBytes?: number;
}

export interface Settings {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
  readonly queue: Required<QueueOptions>;
  readonly blacklist: Required<BlacklistOptions>;
  readonly localLog: Required<LocalLogOptions> | null;
}

const MB = 1024 * 1024;
const QUEUE = {
  mostEvents: 10_000,
  mostBytes: 32 * MB,
  batchEvents: 100,
  batchBytes: 512 * 1024,
  batchDelayMs: 250,
  attempts: 12,
};
const BLACKLIST = { mostAnswers: 10_000, listedMs: 60_000, unlistedMs: 30_000, pauseMs: 5_000 };
const MOST_EVENTS_A_REQUEST = 1_000;

/** @throws TypeError for an address or a key with which nothing could ever be sent: it is better seen at the start. */
export function readOptions({ url, apiKey, timeoutMs = 3_000, ...options }: ClientOptions): Settings {
  if (typeof apiKey !== "string" || !/^[\x21-\x7e]+$/.test(apiKey)) throw new TypeError("tocsin: apiKey is no API key");
  const queue = { ...QUEUE, ...options.queue };
  const { localLog } = options;
  return {
    baseUrl: readUrl(url),
    apiKey,
    timeoutMs,
    queue: { ...queue, batchEvents: Math.max(1, Math.min(queue.batchEvents, MOST_EVENTS_A_REQUEST)) },
    blacklist: { ...BLACKLIST, ...options.blacklist },
    localLog: localLog === undefined ? null : { mostBytes: 64 * MB, ...localLog },
  };
}

function readUrl(url: string): string {
  const isAddress = typeof url === "string" && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!isAddress) throw new TypeError("tocsin: url is no address that begins with http:// or https://");
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, "").replace(/\/sensor$/, "");
}
