/** The document that a reviewer reads and signs: `summaryOf` makes it, `markdownOf` and `htmlOf` write it. */
export { diagramOf, mermaidOf } from "./diagram.ts";
export { htmlOf } from "./html.ts";
export { markdownOf } from "./markdown.ts";
export { summaryOf, type Summed } from "./summary.ts";
