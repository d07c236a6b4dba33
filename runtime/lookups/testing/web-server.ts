import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface WebAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON of what is no text. */
  readonly body?: unknown;
}

/** What a path is answered with; without one, 404; `silent` gets no answer. */
export type Site = Record<string, WebAnswer | "silent">;

export interface WebServer {
  /** Without a final slash. */
  readonly url: string;
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
}

/** A web server on this machine. */
export async function webServer(site: Site): Promise<WebServer> {
  const asked: WebServer["asked"] = [];
  const server = createServer(({ url: path = "", headers }, response) => {
    asked.push({ path, headers });
    const answer = site[path] ?? { status: 404 };
    if (answer === "silent") return;
    const { status = 200, headers: given = {}, body = "" } = answer;
    response.writeHead(status, given).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens on a port
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
