/** Text as a terminal shows it: how wide it is, and without what would move the cursor or turn the line round. */

/** A tab is shown as this many columns. */
const TAB = 4;

/** East Asian wide and fullwidth forms, and emoji: two columns of a terminal. */
const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6) ||
  (code >= 0x1f300 && code <= 0x1faff) ||
  (code >= 0x20000 && code <= 0x3fffd);

/** Marks that sit on the character before. */
const isZero = (code: number): boolean =>
  (code >= 0x300 && code <= 0x36f) || (code >= 0x200b && code <= 0x200d) || (code >= 0xfe00 && code <= 0xfe0f);

/** Control characters, halves of a pair, and those that turn the direction of writing round. */
const isUnsafe = (code: number): boolean =>
  code < 32 ||
  (code >= 0x7f && code < 0xa0) ||
  code === 0x200e ||
  code === 0x200f ||
  (code >= 0x2028 && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069) ||
  (code >= 0xd800 && code <= 0xdfff);

/** One character as it is shown, with its columns. */
export const shown = (character: string): { readonly text: string; readonly width: number } => {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\t") return { text: " ".repeat(TAB), width: TAB };
  if (isUnsafe(code)) return { text: "\ufffd", width: 1 };
  return { text: character, width: isZero(code) ? 0 : isWide(code) ? 2 : 1 };
};

/** A text of one line: no control character of a message or file name reaches the terminal, and no second line. */
export const oneLine = (text: string): string => {
  let clean = "";
  for (const character of text) clean += character === "\n" ? " " : shown(character).text;
  return clean;
};

/** A witness as a sentence of its own. */
export const asExample = (witness: string): string => (witness.startsWith("for example ") ? witness : `for example ${witness}`);
