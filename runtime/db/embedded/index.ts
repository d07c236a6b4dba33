export { holdEmbeddedPostgres, startEmbeddedPostgres } from "./start.ts";
export type { EmbeddedOptions, EmbeddedPostgres } from "./start.ts";
export type { ServerSettings } from "./server-process.ts";
export { ROOT_STRATEGIES } from "./settlement.ts";
export type { RootStrategy } from "./settlement.ts";
