export interface MessagePart {
  readonly code: boolean;
  readonly text: string;
  /** UTF-16 offset in the message; tells equal parts apart. */
  readonly start: number;
}

/** Splits a message at its back-ticks; a single one without a partner stays as it is. */
export function messageParts(message: string): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let at = 0;
  for (const match of message.matchAll(/`([^`]+)`/g)) {
    if (match.index > at) parts.push({ code: false, text: message.slice(at, match.index), start: at });
    parts.push({ code: true, text: match[1] ?? "", start: match.index });
    at = match.index + match[0].length;
  }
  if (at < message.length) parts.push({ code: false, text: message.slice(at), start: at });
  return parts;
}
