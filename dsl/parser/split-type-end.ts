import type { IToken } from "chevrotain";
import { endOf } from "./lex.ts";
import * as t from "./tokens.ts";

/** In `list office : list<cidr>= […]` the sign `>=` ends a type and begins a value: it becomes two tokens. */
export function splitTypeEnds(tokens: readonly IToken[]): readonly IToken[] {
  if (!tokens.some((token, i) => endsType(tokens, token, i))) return tokens;
  return tokens.flatMap((token, i) => (endsType(tokens, token, i) ? split(token) : [token]));
}

function endsType(tokens: readonly IToken[], token: IToken, at: number): boolean {
  if (token.tokenType !== t.GreaterEqual) return false;
  let open = at - 1;
  while (isInType(tokens[open])) open--;
  if (tokens[open]?.tokenType !== t.Less) return false;
  const [colon, head] = [tokens[open - 2]?.tokenType, tokens[open - 1]?.tokenType];
  return colon === t.Colon && (head === t.SOFT.list || head === t.SOFT.map);
}

function isInType(token: IToken | undefined): boolean {
  return token !== undefined && (t.isWord(token) || token.tokenType === t.Comma);
}

function split(token: IToken): readonly IToken[] {
  const second = endOf(token) - 1;
  return [
    piece(token, t.Greater, { image: ">", startOffset: token.startOffset }),
    piece(token, t.Assign, { image: "=", startOffset: second }),
  ];
}

function piece(token: IToken, type: typeof t.Greater, place: Pick<IToken, "image" | "startOffset">): IToken {
  return { ...token, ...place, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? token.tokenTypeIdx };
}
