/** The grammar as railroad diagrams: each production a picture, each name a link to its own. One page, no script, light and dark. */
import { createRequire } from "node:module";
import { DIAGRAM_STYLE } from "./style.ts";
import type { Piece, Production } from "../../dsl/reference/index.ts";

/** What the library draws; it has no types of its own. */
interface Drawn {
  toString(): string;
}
interface Library {
  readonly Diagram: (...of: readonly Drawn[]) => Drawn;
  readonly Sequence: (...of: readonly Drawn[]) => Drawn;
  readonly Choice: (normal: number, ...of: readonly Drawn[]) => Drawn;
  readonly Optional: (of: Drawn) => Drawn;
  readonly ZeroOrMore: (of: Drawn) => Drawn;
  readonly Terminal: (text: string) => Drawn;
  readonly NonTerminal: (text: string) => Drawn;
}

const draw = createRequire(import.meta.url)("railroad-diagrams") as Library;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const drawn = (piece: Piece): Drawn => {
  switch (piece.kind) {
    case "word":
      return draw.Terminal(piece.text);
    case "characters":
      return draw.Terminal(`/${piece.pattern}/`);
    case "rule":
      return draw.NonTerminal(piece.name);
    case "sequence":
      return draw.Sequence(...piece.of.map(drawn));
    case "choice":
      return draw.Choice(0, ...piece.of.map(drawn));
    case "optional":
      return draw.Optional(drawn(piece.of));
    case "many":
      return draw.ZeroOrMore(drawn(piece.of));
  }
};

/** The library draws names as boxes with square corners, and links nothing: here each becomes a link to its own production. */
const linked = (svg: string): string =>
  svg.replaceAll(
    /(<rect (?![^>]*\brx=)[^>]*><\/rect>\s*<text [^>]*>(\w+)<\/text>)/gu,
    (_, box: string, name: string) => `<a href="#${name}">${box}</a>`,
  );

/** One production as an SVG picture, with a title for screen readers. */
export const railroad = ({ name, piece }: Production): string =>
  linked(draw.Diagram(drawn(piece)).toString()).replace(
    /^<svg ([^>]*)>/u,
    (_, attributes: string) => `<svg ${attributes} xmlns="http://www.w3.org/2000/svg" role="img"><title>${escaped(name)}</title>`,
  );

/** All of them as one page of HTML. */
export const railroadPage = (productions: readonly Production[]): string => {
  const sections = productions.map(
    (production) => `<section id="${production.name}">\n<h2>${production.name}</h2>\n${railroad(production)}\n</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The grammar of Collect</title>
<style>${DIAGRAM_STYLE}</style>
</head>
<body>
<h1>The grammar of Collect</h1>
${sections.join("\n")}
</body>
</html>
`;
};
