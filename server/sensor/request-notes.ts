import type { FastifyReply, FastifyRequest } from "fastify";
import type { ApiKey, Logbook, RequestOrigin } from "../../runtime/index.ts";
import type { KeyRing } from "./key-ring.ts";

export interface RequestNotes {
  /** Where a request came from that arrived at this moment (milliseconds). */
  origin(request: FastifyRequest, apiKey: ApiKey, receivedAt: number): RequestOrigin;
  /** A request of a key was answered without an event that is stored. */
  answered(request: FastifyRequest, apiKey: ApiKey, answer: Answer): void;
  /** The same of one that failed before its key was looked up; of an unknown key there is nothing to note. */
  failed(request: FastifyRequest, key: string | null, answer: Answer): void;
}

interface Answer {
  readonly reply: FastifyReply;
  readonly status: number;
  readonly message?: string | undefined;
}

interface NotesDeps {
  readonly logbook: Logbook;
  readonly keys: KeyRing<ApiKey>;
  /** The path of the requests. */
  readonly endpoint: string;
  readonly now: () => number;
}

/** Tells the logbook of requests. */
export function createRequestNotes({ logbook, keys, endpoint, now }: NotesDeps): RequestNotes {
  const origin: RequestNotes["origin"] = ({ ip }, { appId, apiKeyId }, receivedAt) => ({
    appId,
    apiKeyId,
    endpoint,
    remoteAddress: ip,
    traceId: null,
    receivedAt,
  });
  const answered: RequestNotes["answered"] = (request, apiKey, { reply, status, message }) => {
    const receivedAt = Math.round(now() - reply.elapsedTime);
    logbook.note(origin(request, apiKey, receivedAt), {
      outcome: outcomeOf(status),
      status,
      ...(message === undefined ? {} : { message }),
    });
  };
  return {
    origin,
    answered,
    failed: (request, key, answer) => {
      if (key === null) return;
      keys.find(key).then(
        (apiKey) => {
          if (apiKey !== null) answered(request, apiKey, answer);
        },
        // Whose request it was cannot be told while the database is away.
        () => undefined,
      );
    },
  };
}

function outcomeOf(status: number): "answered" | "rejected" | "rate_limited" | "failed" {
  if (status < 400) return "answered";
  if (status >= 500) return "failed";
  return status === 429 ? "rate_limited" : "rejected";
}
