import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { Client } from "pg";

/** A door in front of a database: while it is shut, the database cannot be reached. */
export interface DatabaseGate {
  /** Opens the door on a loopback port and returns the address of the database behind it. */
  open(databaseUrl: string): Promise<string>;
  /** Breaks every connection and takes no new ones. */
  shut(): Promise<void>;
  reopen(): Promise<void>;
}

export function databaseGate(): DatabaseGate {
  let server: Server | undefined;
  let port = 0;
  const sockets = new Set<Socket>();
  const listen = async (): Promise<void> => {
    server?.listen(port, "127.0.0.1");
    if (server !== undefined) await once(server, "listening");
  };
  return {
    async open(databaseUrl) {
      const { host, port: behind } = new Client({ connectionString: databaseUrl });
      const target = host.startsWith("/") ? { path: `${host}/.s.PGSQL.${behind}` } : { host, port: behind };
      server = createServer((near) => {
        const far = connect(target);
        for (const [socket, other] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(socket);
          socket.pipe(other);
          socket.on("error", () => other.destroy());
          socket.on("close", () => {
            sockets.delete(socket);
            other.destroy();
          });
        }
      });
      await listen();
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("invariant: a listening server has a port");
      port = address.port;
      const url = new URL(databaseUrl);
      url.searchParams.delete("host");
      url.hostname = "127.0.0.1";
      url.port = String(port);
      return url.href;
    },
    async shut() {
      const closed = new Promise((resolve) => server?.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    reopen: listen,
  };
}
