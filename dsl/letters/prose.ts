/**
 * What of a template somebody will read as prose: the same text with all else blotted out, so that offsets stay what they are. Blotted out
 * are tags of Handlebars and HTML with what stands in them, comments, styles and scripts. Linear, for any text.
 */

/** Ends a clause: another paragraph, cell or line begins. */
export const BREAK = "\u2029";
/** A value of the account: no word, and no end of one. */
const VALUE = "\ufffc";

/** Tags inside of a sentence; all others end it. */
const INLINE = new Set(["a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"]);
const UNREAD = ["style", "script", "title"];

interface Piece {
  readonly end: number;
  readonly by: string;
}

/** Where `close` ends after `from`; null when it doesn't come again. One look back from the end spares looking for it in vain again and again. */
const closer = (text: string, close: string): ((from: number) => number | null) => {
  const last = text.lastIndexOf(close);
  return (from) => (from > last ? null : text.indexOf(close, from) + close.length);
};

const readers = (text: string) => {
  const endOfComment = closer(text, "--}}");
  const endOfTag = closer(text, "}}");
  const endOfHtmlComment = closer(text, "-->");
  const endOfHtml = closer(text, ">");
  const ends = new Map(UNREAD.map((name) => [name, closer(text, `</${name}`)]));

  const handlebars = (at: number): Piece | null => {
    if (text.startsWith("{{!--", at) || text.startsWith("{{~!--", at)) {
      const end = endOfComment(at);
      return end === null ? null : { end, by: " " };
    }
    const end = endOfTag(at);
    if (end === null) return null;
    const [, sign = ""] = /^\{\{\{?~?\s*([#/^!>&]|else\b)?/u.exec(text.slice(at, at + 12)) ?? [];
    const triple = text.startsWith("{{{", at) && text[end] === "}" ? 1 : 0;
    return { end: end + triple, by: sign === "" || sign === "&" ? VALUE : sign === ">" ? BREAK : " " };
  };

  const html = (at: number): Piece | null => {
    if (text.startsWith("<!--", at)) {
      const end = endOfHtmlComment(at);
      return end === null ? null : { end, by: " " };
    }
    const name = /^<\/?([a-z][a-z0-9]*)/iu.exec(text.slice(at, at + 16))?.[1]?.toLowerCase();
    if (name === undefined) return null;
    const end = endOfHtml(at);
    if (end === null) return null;
    const closing = text[at + 1] === "/" ? null : ends.get(name)?.(end);
    return { end: closing ?? end, by: INLINE.has(name) ? " " : BREAK };
  };
  return { handlebars, html };
};

/** The prose of a template, with everything else blotted out character by character. */
export const proseOf = (text: string): string => {
  const { handlebars, html } = readers(text);
  const parts: string[] = [];
  let from = 0;
  const blot = (at: number, { end, by }: Piece): number => {
    parts.push(text.slice(from, at), by.repeat(end - at));
    from = end;
    return end;
  };
  const subject = /^\ufeff?Subject:[ \t]*/u.exec(text)?.[0];
  let at = subject === undefined ? 0 : blot(0, { end: subject.length, by: BREAK });
  const endOfSubject = subject === undefined ? -1 : text.indexOf("\n");
  while (at < text.length) {
    const code = text.charCodeAt(at);
    let piece: Piece | null = null;
    if (code === 123 && text.charCodeAt(at + 1) === 123) piece = handlebars(at);
    else if (code === 60) piece = html(at);
    else if (code === 38 && text.startsWith("&nbsp;", at)) piece = { end: at + 6, by: " " };
    else if (at === endOfSubject) piece = { end: at + 1, by: BREAK };
    at = piece === null ? at + 1 : blot(at, piece);
  }
  parts.push(text.slice(from));
  return parts.join("");
};
