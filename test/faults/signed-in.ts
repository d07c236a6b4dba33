import type { ServerUnderFault } from "./server-under-fault.ts";

/** Asks the console's API of a server; the answer as JSON. */
export type Ask = (method: string, path: string, json?: unknown) => Promise<unknown>;

export interface SignedIn {
  readonly ask: Ask;
  readonly status: (path: string) => Promise<number>;
}

/** Signs in the operator whom `first` made at its first start. */
export async function signIn(server: ServerUnderFault, first: ServerUnderFault = server): Promise<SignedIn> {
  const [email, password] = [/operator\s+(\S+)/, /password\s+(\S+)/].map((line) => line.exec(first.output())?.[1]);
  const send = (method: string, path: string, headers: Readonly<Record<string, string>>, json?: unknown) =>
    fetch(server.url + path, {
      method,
      headers: { ...headers, ...(json === undefined ? {} : { "content-type": "application/json" }) },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
  const answer = await send("POST", "/api/v1/session", {}, { email, password });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  if (cookie === undefined) throw new Error(`nobody could sign in: ${answer.status}`);
  return {
    ask: async (method, path, json) => (await send(method, path, { cookie }, json)).json(),
    status: async (path) => (await send("GET", path, { cookie })).status,
  };
}
