import { createSocket } from "node:dgram";

/**
 * What a name has: hosts that take its mail, or addresses; an empty list has no record, `silent` gets no answer, `broken` a failure of the
 * server.
 */
export type Zone = Readonly<
  Record<string, readonly string[] | { readonly addresses: readonly string[] } | "silent" | "broken">
>;

export interface DnsServer {
  /** `host:port`, for a resolver. */
  readonly address: string;
  /** The names that were asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

const A = 1;
const MX = 15;

/** A name server on this machine that knows the records of a zone; all other names do not exist. */
export async function dnsServer(zone: Zone): Promise<DnsServer> {
  const asked: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => {
    const { domain, end } = questionOf(query);
    asked.push(domain);
    const answer = zone[domain];
    if (answer !== "silent") socket.send(answerTo(query.subarray(0, end), answer), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function questionOf(query: Buffer): { readonly domain: string; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { domain: labels.join("."), end: at + 5 };
}

function answerTo(question: Buffer, answer: Zone[string] | undefined): Buffer {
  const records = recordsOf(answer);
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(0x8180 | (answer === undefined ? 3 : answer === "broken" ? 2 : 0), 2);
  header.writeUInt16BE(records.length, 6);
  header.writeUInt16BE(0, 8);
  header.writeUInt16BE(0, 10);
  return Buffer.concat([header, question.subarray(12), ...records]);
}

function recordsOf(answer: Zone[string] | undefined): readonly Buffer[] {
  if (answer === undefined || answer === "silent" || answer === "broken") return [];
  if ("addresses" in answer)
    return answer.addresses.map((address) => record(A, Buffer.from(address.split(".").map(Number))));
  return answer.map(mxRecord);
}

function mxRecord(host: string): Buffer {
  const labels = host.split(".").filter((label) => label !== "");
  const name = Buffer.concat([
    ...labels.map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`)),
    Buffer.alloc(1),
  ]);
  const preference = Buffer.from([0, 10]);
  return record(MX, Buffer.concat([preference, name]));
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
