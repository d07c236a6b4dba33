/** Why an event did not reach the server. */
export const DROP_REASONS = ["queue_full", "unreadable", "closed", "refused", "gave_up"] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** Why a question was answered without the server. */
export type FailReason = "timeout" | "unreachable" | "refused" | "unavailable" | "unexpected_answer" | "paused";

/** Besides: the server will not store the event, has not judged the user, or the event is none. */
export type FailedOpenReason = FailReason | "rejected" | "not_judged" | "unreadable";

/** What an operator of the application may want to know. Nothing in it is secret, and no value of an event. */
export type Notice =
  /**
   * Events that were not sent: the queue was full, the event is nothing that can be written as JSON, the client was closed, the server refused
   * the request (a wrong key), or could not be reached for all tries. `kept`: the local log has them.
   */
  | {
      readonly kind: "dropped";
      readonly reason: DropReason;
      readonly events: number;
      readonly kept: boolean;
      readonly message: string;
    }
  /** The server will never store this event as it is. */
  | { readonly kind: "rejected"; readonly field: string; readonly message: string }
  /** The server stored an event and replaced what it could not read. */
  | { readonly kind: "corrected"; readonly corrections: readonly string[] }
  | {
      readonly kind: "retrying";
      readonly events: number;
      readonly attempt: number;
      readonly waitMs: number;
      readonly message: string;
    }
  | {
      readonly kind: "failed_open";
      readonly question: "decide" | "blacklist";
      readonly reason: FailedOpenReason;
    }
  /** A function of yours threw, so that a request was not looked at. */
  | { readonly kind: "callback_failed"; readonly error: unknown }
  /** The local log could not be written: so many events are lost. */
  | { readonly kind: "log_failed"; readonly events: number; readonly message: string };

export type Notify = (notice: Notice) => void;

/** A listener that throws must not become the application's problem. */
export function quietly(listener: Notify | undefined): Notify {
  if (listener === undefined) return () => undefined;
  return (notice) => {
    try {
      listener(notice);
    } catch {
      // Whoever listens has no way to be told.
    }
  };
}
