import { parseRange } from "../address-range.ts";

/** Values that a record of a MMDB may have. */
export type MmdbValue = string | number | boolean | { readonly [name: string]: MmdbValue };

export interface MmdbToWrite {
  readonly type: string;
  readonly built?: Date;
  /** Networks in CIDR notation, none inside another. */
  readonly networks: Readonly<Record<string, MmdbValue>>;
  /** The tree of `4` has no addresses of IPv6. */
  readonly ipVersion?: 4 | 6;
}

type Node = [left: Branch, right: Branch];
type Branch = Node | MmdbValue | undefined;

/** A MaxMind DB file (https://maxmind.github.io/MaxMind-DB/) with records of 24 bits. */
export function writeMmdb({ type, built = new Date("2026-11-01"), networks, ipVersion = 6 }: MmdbToWrite): Buffer {
  const root: Node = [undefined, undefined];
  for (const [network, value] of Object.entries(networks)) insert(root, bitsOf(network, ipVersion), value);
  const nodes = nodesOf(root);
  const numbers = new Map(nodes.map((node, index) => [node, index]));
  const data: Buffer[] = [];
  let size = 0;
  const recordOf = (branch: Branch): number => {
    if (branch === undefined) return nodes.length;
    const number = Array.isArray(branch) ? numbers.get(branch as Node) : undefined;
    if (number !== undefined) return number;
    const at = size;
    const encoded = encode(branch as MmdbValue);
    data.push(encoded);
    size += encoded.length;
    return nodes.length + 16 + at;
  };
  const tree = Buffer.concat(nodes.map((node) => Buffer.concat(node.map((branch) => uint(recordOf(branch), 3)))));
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: built.getTime() / 1000,
    database_type: type,
    ip_version: ipVersion,
    node_count: nodes.length,
    record_size: 24,
  });
  return Buffer.concat([tree, Buffer.alloc(16), ...data, Buffer.from("\xab\xcd\xefMaxMind.com", "latin1"), metadata]);
}

function bitsOf(network: string, ipVersion: 4 | 6): readonly number[] {
  const range = parseRange(network);
  const prefix = Number(network.split("/")[1]);
  if (range === null || (range.kind === "v6" && ipVersion === 4)) throw new Error(`${network} is no network`);
  const width = range.kind === "v4" ? 32 : 128;
  const bits = range.first.toString(2).padStart(width, "0").slice(0, prefix);
  // IPv4 lies at the beginning of a tree of IPv6.
  return [...(range.kind === "v4" && ipVersion === 6 ? "0".repeat(96) : ""), ...bits].map(Number);
}

function insert(root: Node, bits: readonly number[], value: MmdbValue): void {
  let node = root;
  bits.forEach((bit, index) => {
    if (index === bits.length - 1) node[bit] = value;
    else {
      const next: Node = Array.isArray(node[bit]) ? (node[bit] as Node) : [undefined, undefined];
      node[bit] = next;
      node = next;
    }
  });
}

function nodesOf(node: Node): readonly Node[] {
  return [node, ...node.flatMap((branch) => (Array.isArray(branch) ? nodesOf(branch as Node) : []))];
}

function encode(value: MmdbValue): Buffer {
  if (typeof value === "string") return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === "boolean") return control(14, Number(value));
  if (typeof value === "number") return Buffer.concat([control(6, 4), uint(value, 4)]);
  const pairs = Object.entries(value);
  return Buffer.concat([control(7, pairs.length), ...pairs.flatMap(([name, each]) => [encode(name), encode(each)])]);
}

/** Types over 7 have a byte of their own; sizes over 28 have one more byte. */
function control(type: number, size: number): Buffer {
  const [first, more] = size < 29 ? [size, []] : [29, [size - 29]];
  return type > 7 ? Buffer.from([first, type - 7, ...more]) : Buffer.from([(type << 5) | first, ...more]);
}

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
