/** Waits, or less when it is stopped. Does not keep the process alive. */
export function sleep(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopped.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    timer.unref();
    stopped.addEventListener("abort", done, { once: true });
    if (stopped.aborted) done();
  });
}

/** Whether it is fulfilled in time. Keeps the process alive meanwhile: somebody waits for it. */
export async function within(ms: number, promise: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    void promise.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
