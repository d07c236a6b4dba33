/** What a server process is doing with its life. Only in the middle are requests meant for it. */
export type Phase = "starting" | "serving" | "stopping";

export interface Lifecycle {
  phase(): Phase;
  /** Everything runs. Too late once it stops. */
  begin(): void;
  /** From now on requests are better sent elsewhere. */
  end(): void;
}

export function createLifecycle(): Lifecycle {
  let phase: Phase = "starting";
  return {
    phase: () => phase,
    begin: () => {
      if (phase === "starting") phase = "serving";
    },
    end: () => {
      phase = "stopping";
    },
  };
}
