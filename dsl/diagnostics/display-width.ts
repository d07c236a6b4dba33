const WIDE = /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u;
const NONE = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** Columns of a terminal that a text takes; tabs count as one because frames print them as one space. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
