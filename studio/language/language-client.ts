import { wrap, type Remote } from "comlink";
import type { LanguagePort } from "./language-port.ts";
import LanguageWorker from "./language-worker.ts?worker";

export interface LanguageClient {
  readonly port: Remote<LanguagePort>;
  readonly dispose: () => void;
}

/** Starts the language service in a worker of its own, so that checking never holds up typing. */
export function startLanguageClient(onFailure: () => void): LanguageClient {
  const worker = new LanguageWorker();
  worker.addEventListener("error", onFailure);
  worker.addEventListener("messageerror", onFailure);
  return { port: wrap<LanguagePort>(worker), dispose: () => worker.terminate() };
}
