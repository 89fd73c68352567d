/** A strict reader of the little XML that is written here: throws at whatever is not well formed. */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const decoded = (text: string): string => {
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  if (/[<\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/u.test(text) || !text.isWellFormed())
    throw new Error(`not well formed: ${JSON.stringify(text)}`);
  return text.replaceAll(/&(?:#(\d+)|(\w+));|&/gu, (whole, number?: string, name?: string) => {
    const character = number === undefined ? NAMED[name ?? ""] : String.fromCodePoint(Number(number));
    if (character === undefined) throw new Error(`no such entity: ${whole}`);
    return character;
  });
};

/** The root element. */
export const readXml = (source: string): Element => {
  const prolog = '<?xml version="1.0" encoding="UTF-8"?>';
  if (!source.startsWith(prolog)) throw new Error("no prolog");
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open: Element[] = [root];
  for (const part of source.slice(prolog.length).match(/<[^>]*>|[^<]+/gu) ?? []) {
    const top = open.at(-1);
    if (top === undefined) throw new Error("closed too often");
    const [, closing, name = "", rest = "", empty] = /^<(\/?)([\w-]+)((?:\s+\w+="[^"<]*")*)\s*(\/?)>$/su.exec(part) ?? [];
    if (!part.startsWith("<")) top.text += decoded(part);
    else if (name === "") throw new Error(`not well formed: ${part}`);
    else if (closing === "/") {
      if (open.pop()?.name !== name) throw new Error(`closes something else: ${part}`);
    } else {
      const attributes = Object.fromEntries([...rest.matchAll(/(\w+)="([^"]*)"/gu)].map(([, key = "", value = ""]) => [key, decoded(value)]));
      const element: Element = { name, attributes, children: [], text: "" };
      top.children.push(element);
      if (empty === "") open.push(element);
    }
  }
  const [only] = root.children;
  if (only === undefined || root.children.length > 1 || open.length > 1) throw new Error("not one root");
  return only;
};
