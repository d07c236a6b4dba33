import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { Client } from "pg";

/** A network between a server and its database that does what it is told. */
export interface UnsteadyProxy {
  /** The address of the database behind it. */
  readonly url: string;
  /** Every piece of data comes so much later. */
  delay(milliseconds: number): void;
  /** Nothing comes through, and nobody is told: as a cable that was pulled. */
  stall(): void;
  /** What was held back comes, and all that follows. */
  flow(): void;
  /** Breaks every connection there is. */
  reset(): void;
  close(): Promise<void>;
}

export async function unsteadyProxy(databaseUrl: string): Promise<UnsteadyProxy> {
  const { host, port } = new Client({ connectionString: databaseUrl });
  const target = host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
  const sockets = new Set<Socket>();
  /** Those of the server: the database's may be no TCP. */
  const nearSockets = new Set<Socket>();
  let latency = 0;
  let stalled = false;

  const carry = (from: Socket, to: Socket) => {
    sockets.add(from);
    if (stalled) from.pause();
    from.on("data", (chunk) => {
      if (latency === 0) to.write(chunk);
      // Timers of one length keep their order.
      else setTimeout(() => to.write(chunk), latency);
    });
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(target);
    nearSockets.add(near);
    near.on("close", () => nearSockets.delete(near));
    carry(near, far);
    carry(far, near);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("invariant: a listening server has a port");
  const url = new URL(databaseUrl);
  url.searchParams.delete("host");
  url.hostname = "127.0.0.1";
  url.port = String(address.port);
  return {
    url: url.href,
    delay: (milliseconds) => {
      latency = milliseconds;
    },
    stall: () => {
      stalled = true;
      for (const socket of sockets) socket.pause();
    },
    flow: () => {
      stalled = false;
      for (const socket of sockets) socket.resume();
    },
    reset: () => {
      for (const socket of nearSockets) socket.resetAndDestroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
