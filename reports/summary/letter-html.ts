/** The body of a letter inside of a page: its words and their order, and nothing that runs, is fetched or reaches out of its frame. */

const PLAIN = new Set([
  "p",
  "br",
  "strong",
  "em",
  "b",
  "i",
  "ul",
  "ol",
  "li",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
  "h1",
  "h2",
  "h3",
  "div",
  "span",
  "blockquote",
]);
const TAG = /<(\/?)([a-z][a-z0-9]*)\b[^>]*>/giu;

const escaped = (text: string): string => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Keeps known elements without any attribute; a link's text stays, its address doesn't. What else looks like an element is shown as text. */
export function framed(html: string): string {
  let [out, from] = ["", 0];
  const open: string[] = [];
  for (const { 0: tag, 1: slash = "", 2: raw = "", index } of html.matchAll(TAG)) {
    out += escaped(html.slice(from, index));
    from = index + tag.length;
    const name = raw.toLowerCase();
    if (name === "a") out += slash === "" ? '<span class="link">' : "</span>";
    else if (!PLAIN.has(name)) out += escaped(tag);
    else if (name === "br") out += "<br>";
    else if (slash === "") {
      open.push(name);
      // Headings of a letter are none of the page.
      out += `<${/^h\d$/u.test(name) ? "p" : name}>`;
    } else if (open.at(-1) === name) {
      open.pop();
      out += `</${/^h\d$/u.test(name) ? "p" : name}>`;
    }
  }
  out += escaped(html.slice(from));
  return (
    out +
    open
      .toReversed()
      .map((name) => `</${/^h\d$/u.test(name) ? "p" : name}>`)
      .join("")
  );
}
