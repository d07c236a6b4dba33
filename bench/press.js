import { connect } from "node:net";
import { parentPort, workerData } from "node:worker_threads";

// JavaScript because a thread of Node 20 starts from nothing else.

/**
 * What a connection sends, one after the other: `bytes.subarray(ends[i - 1] ?? 0, ends[i])`.
 * @typedef {{ readonly bytes: Uint8Array, readonly ends: Uint32Array }} Stream
 *
 * @typedef {object} PressOptions
 * @property {string} host
 * @property {number} port
 * @property {readonly Stream[]} streams
 * @property {number} seconds
 * @property {number} [every] Milliseconds from one request of a connection to its next; without it a request follows the answer before it.
 *
 * Times are in milliseconds: how long it took, of each answer, and of the processor.
 * @typedef {object} Pressed
 * @property {number} acknowledged
 * @property {number} failed
 * @property {number} elapsed
 * @property {Float64Array} latencies
 * @property {number} cpu
 */

/** A timer of Node is so late at most, and the server has nothing to do with it. */
const LATE_MS = 3;
/** An answer that is longer than this is no answer of ours. */
const LONGEST_ANSWER = 16_384;

/**
 * @param {PressOptions} options
 * @returns {Promise<Pressed>}
 */
async function press({ host, port, streams, seconds, every = 0 }) {
  const latencies = new Float64Array(streams.reduce((sum, { ends }) => sum + ends.length, 0));
  let acknowledged = 0;
  let failed = 0;
  const before = process.cpuUsage();
  const started = performance.now();
  const until = started + seconds * 1000;

  /**
   * One connection: resolves when its time is over, or when it breaks.
   * @param {Stream} stream
   * @param {number} index
   * @returns {Promise<void>}
   */
  const pressOne = ({ bytes, ends }, index) =>
    new Promise((resolve) => {
      // Connections with a pace do not send all at the same moment.
      let due = started + (every * index) / streams.length;
      const answer = Buffer.allocUnsafe(LONGEST_ANSWER);
      let filled = 0;
      let next = 0;
      let sentAt = 0;
      const send = () => {
        const now = performance.now();
        const end = ends[next];
        if (end === undefined || now >= until) {
          sentAt = 0;
          socket.end();
          return;
        }
        // A request that had to wait for the answer before it has waited since it was due.
        sentAt = every > 0 && now > due + LATE_MS ? due : now;
        due += every;
        socket.write(bytes.subarray(ends[next - 1] ?? 0, end));
        next += 1;
      };
      const sendWhenDue = () => {
        const wait = every > 0 ? due - performance.now() : 0;
        if (wait > 0) setTimeout(send, wait);
        else send();
      };
      const socket = connect({
        host,
        port,
        noDelay: true,
        // One buffer for all that is read, instead of a new one each time.
        onread: {
          buffer: Buffer.allocUnsafe(LONGEST_ANSWER),
          callback: (size, chunk) => {
            answer.set(chunk.subarray(0, size), filled);
            filled += size;
            const status = statusOf(answer.subarray(0, filled));
            if (status === null) return true;
            filled = 0;
            latencies[acknowledged + failed] = performance.now() - sentAt;
            sentAt = 0;
            if (status >= 200 && status < 300) acknowledged += 1;
            else failed += 1;
            sendWhenDue();
            return true;
          },
        },
      });
      socket.on("connect", sendWhenDue);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        if (sentAt !== 0) failed += 1;
        resolve();
      });
    });

  await Promise.all(streams.map(pressOne));
  const { user, system } = process.cpuUsage(before);
  return { acknowledged, failed, elapsed: performance.now() - started, latencies, cpu: (user + system) / 1000 };
}

const END = Buffer.from("\r\n\r\n", "latin1");
const LENGTH = Buffer.from("\r\ncontent-length: ", "latin1");

/**
 * The status of a complete answer, null while it is not all here. Our server says how long each of its answers is.
 * @param {Buffer} answer
 */
function statusOf(answer) {
  const end = answer.indexOf(END);
  if (end === -1) return null;
  const length = answer.indexOf(LENGTH);
  const body = length === -1 || length > end ? 0 : digits(answer, length + LENGTH.length);
  return answer.length >= end + END.length + body ? digits(answer, "HTTP/1.1 ".length) : null;
}

/**
 * @param {Buffer} bytes
 * @param {number} from
 */
function digits(bytes, from) {
  let value = 0;
  for (let i = from; i < bytes.length; i += 1) {
    const digit = bytes.readUInt8(i) - 48;
    if (digit < 0 || digit > 9) return value;
    value = value * 10 + digit;
  }
  return value;
}

const pressed = await press(workerData);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(pressed);
