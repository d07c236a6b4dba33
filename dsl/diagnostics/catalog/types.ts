import { didYouMean, error, warning } from "./entry.ts";

/** TC02xx: types that do not fit. */
export const TYPES = {
  TC0201: error((p: { expected: string; found: string }) => `expected \`${p.expected}\`, found \`${p.found}\``),
  TC0202: error((p: { left: string; right: string }) => `\`${p.left}\` and \`${p.right}\` cannot be compared`),
  TC0203: error(
    (p: { type: string; op: string }) =>
      `\`${p.type}\` has no order; \`${p.op}\` needs \`int\`, \`time\` or \`duration\``,
  ),
  TC0204: error(() => "a condition is not a value; give it a name with `attribute … : bool` and use that"),
  TC0205: error(
    (p: { type: string }) => `expected a condition, found a value of type \`${p.type}\`; compare it with something`,
  ),
  TC0206: error(
    (p: { name: string; expected: string; found: number }) => `\`${p.name}\` takes ${p.expected}, found ${p.found}`,
  ),
  TC0207: error(
    (p: { row: string; field: string }) =>
      `\`${p.row}\` is a row, not a value; name a field of it such as \`${p.row}.${p.field}\``,
  ),
  TC0208: error((p: { type: string }) => `expected a list or a range after \`in\`, found \`${p.type}\``),
  TC0209: error((p: { text: string }) =>
    p.text.startsWith(".")
      ? `\`${p.text}\` is compared with itself; name the outer row, as in \`any event as e\`, and write \`e${p.text}\``
      : `\`${p.text}\` is compared with itself`,
  ),
  TC0210: error(() => "an empty string is part of every string; this test says nothing"),
  TC0211: error((p: { what: string }) => `${p.what} cannot depend on the user; write a literal or a \`const\``),
  TC0212: error(
    (p: { name: string; type: string }) =>
      `\`${p.name}\` is declared \`${p.type}\` and may be missing; declare \`${p.type}?\` or give a default with \`??\``,
  ),
  TC0213: error(
    (p: { op: string; left: string; right: string }) => `\`${p.op}\` does not work on \`${p.left}\` and \`${p.right}\``,
  ),
  TC0214: error((p: { low: string; high: string }) => `the range is empty: \`${p.low}\` is more than \`${p.high}\``),
  TC0215: error((p: { key: string }) => `the key ${p.key} is in this map twice`),
  TC0216: error(
    (p: { row: string }) => `a quantifier cannot stand inside another row; count the \`${p.row}\` rows instead`,
  ),
  TC0217: error(
    (p: { outer: string }) =>
      `rows can be related to \`${p.outer}\` only by \`==\`, and one \`!=\`, between a field of each`,
  ),
  TC0218: error((p: { reason: string }) => `this constant has no value: ${p.reason}`),
  TC0219: error((p: { type: string; where: string }) => `\`${p.type}\` cannot stand ${p.where}`),
  TC0220: error((p: { path: string; reason: string }) => `the list file \`${p.path}\` cannot be used: ${p.reason}`),
  TC0221: error(
    (p: { path: string; line: number; entry: string; type: string }) =>
      `line ${p.line} of \`${p.path}\` is no \`${p.type}\`: \`${p.entry}\``,
  ),
  TC0222: error(
    (p: { found: string; expected: string }) => `a list holds one type; found \`${p.found}\` after \`${p.expected}\``,
  ),
  TC0223: error((p: { what: string; missing: string }) => `${p.what} needs ${p.missing}`),
  TC0224: error(
    (p: { name: string; source: string }) =>
      `\`${p.name}\` reads another row; an aggregate of \`${p.source}\` takes its value from these rows alone`,
  ),
  TC0225: error((p: { outer: string }) => `this line is about \`${p.outer}\` alone; write it outside of the aggregate`),
  TC0226: error(() => "every text matches this pattern; the test says nothing"),
  TC0227: error(() => "no text can match this pattern"),
  TC0228: warning((p: { instead: string }) => `the pattern is plain text; \`${p.instead}\` says the same`),
  TC0230: error(() => "a share is compared with a percentage, as in `share(events where …) >= 80%`"),
  TC0231: error(() => "a percentage stands only beside `share`, as in `share(events where …) >= 80%`"),
  TC0232: error(() => "`previous` goes one event back and no further"),
  TC0233: error((p: { text: string }) => `\`${p.text}\` is no field of a row; only such a value can be new to a user`),
  TC0234: error(() => "a sequence cannot stand inside a row: it is about rows one after the other"),
  TC0235: error(() => "only `count` and `share` can ask for rows that differ from an outer row"),
  TC0240: error(
    (p: { type: string }) =>
      `operators cannot keep a list of \`${p.type}\`; a \`runtime\` list holds \`int\`, \`string\`, \`ip\`, \`cidr\` or members of an enumeration`,
  ),
  TC0241: error(
    (p: { word: string }) =>
      `\`${p.word}\` ${p.word === "peers" ? "share" : "shares"} something with the user; say what, as in \`${p.word} by ip\``,
  ),
  TC0242: error(
    (p: { thing: string; suggestion: string | null }) =>
      `users do not share \`${p.thing}\`, but \`ip\`, \`subnet\`, \`device\`, \`phone\` or \`email\`${didYouMean(p.suggestion)}`,
  ),
  TC0243: error(
    (p: { word: string }) => `\`${p.word}\` belong to the user alone; \`by\` stands behind \`peers\` and \`peer\``,
  ),
  TC0244: error(
    () => "a peer has no `score`: it would depend on this user's, and this user's on it; ask for `.blacklisted`",
  ),
  TC0245: error(
    (p: { list: string }) =>
      `operators keep \`${p.list}\`; a pack cannot extend it, its entries are added where it is kept`,
  ),
} as const;
