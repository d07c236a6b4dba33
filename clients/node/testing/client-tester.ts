import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createClient, type Client } from "../client.ts";
import type { Notice } from "../notice.ts";
import type { ClientOptions } from "../options.ts";

export interface ClientTester {
  readonly client: Client;
  readonly notices: readonly Notice[];
  /** Notices of a kind. */
  of<K extends Notice["kind"]>(kind: K): readonly Extract<Notice, { readonly kind: K }>[];
}

/** A client of one test, with what it told. */
export function clientTester(options: Pick<ClientOptions, "url"> & Partial<ClientOptions>): ClientTester {
  const notices: Notice[] = [];
  const client = createClient({ apiKey: "key", onNotice: (notice) => void notices.push(notice), ...options });
  onTestFinished(async () => void (await client.close(0)));
  return {
    client,
    notices,
    of: <K extends Notice["kind"]>(kind: K) =>
      notices.filter((notice): notice is Extract<Notice, { readonly kind: K }> => notice.kind === kind),
  };
}

/** A folder that ends with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-client-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
