/** A summary as one page of HTML: no script, nothing fetched, every reference a link inside of it. */
import type { Block, Ref, Sentence, Summary } from "./document.ts";
import { framed } from "./letter-html.ts";
import { STYLE } from "./style.ts";

const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, (sign) => SIGNS[sign] ?? sign);

interface Page {
  readonly summary: Summary;
  readonly diagram: string;
  /** Ids that were given out already: a rule stands in the table of each place, and is led to where it stands first. */
  readonly ids: Set<string>;
}

const lineId = ({ sources }: Summary, { file, line }: Ref): string => `L${Object.keys(sources).indexOf(file) + 1}-${line}`;

/** ` id="…"` where nothing else on the page has it. */
function idOnce({ ids }: Page, id: string): string {
  if (ids.has(id)) return "";
  ids.add(id);
  return ` id="${escaped(id)}"`;
}

function sentenceHtml({ text, at, rule }: Sentence, { summary }: Page): string {
  const line = at === undefined ? "" : ` <a class="ref" href="#${lineId(summary, at)}">line ${at.line}</a>`;
  return `${escaped(text)}${rule === undefined ? "" : ` <code class="ref">${escaped(rule)}</code>`}${line}`;
}

const CLASSES: Readonly<Record<string, string>> = {
  BROKEN: "broken",
  "not all looked at": "broken",
  "by guard": "guard",
  assumed: "assumed",
  "by design": "design",
};

function tableHtml({ caption, head, rows }: Extract<Block, { kind: "table" }>, page: Page): string {
  const cells = (row: readonly Sentence[]): string =>
    row
      .map((one, i) => `<td${i === 0 && CLASSES[one.text] !== undefined ? ` class="${CLASSES[one.text]}"` : ""}>${sentenceHtml(one, page)}</td>`)
      .join("");
  const body = rows.map((row) => {
    const rule = row.find((one) => one.rule !== undefined)?.rule;
    return `<tr${rule === undefined ? "" : idOnce(page, `rule-${rule}`)}>${cells(row)}</tr>`;
  });
  const heads = head.map((one) => `<th scope="col">${escaped(one)}</th>`).join("");
  return `<div class="wide" tabindex="0" role="region" aria-label="${escaped(caption)}"><table class="verdicts"><caption>${escaped(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>\n${body.join("\n")}\n</tbody></table></div>`;
}

function blockHtml(block: Block, page: Page): string {
  switch (block.kind) {
    case "clause":
      return `<div class="clause"${idOnce(page, `c-${block.number}`)}><span class="number">${escaped(block.number)}</span><p>${block.sentences.map((one) => sentenceHtml(one, page)).join(" ")}</p></div>`;
    case "words":
      return `<p>${escaped(block.text)}</p>`;
    case "heading":
      return `<h3>${escaped(block.text)}</h3>`;
    case "diagram":
      return `<figure>${page.diagram}<figcaption class="meta">The stages. Dashed: what an event leads to, from any stage.</figcaption></figure>`;
    case "table":
      return tableHtml(block, page);
    case "letter":
      return `<article class="letter"${idOnce(page, `c-${block.number}`)}><header><h3>${escaped(block.title)}</h3><span class="number">${escaped(block.number)}</span> · language ${escaped(block.language)} · digest ${escaped(block.hash.slice(0, 16))}<br>Subject: <strong>${escaped(block.subject)}</strong></header><div lang="${escaped(block.language)}">${framed(block.html)}</div></article>`;
    case "signatures":
      return `<table class="signatures"><caption>Signatures</caption><thead><tr><th scope="col">Role</th><th scope="col">Name</th><th scope="col">Date</th><th scope="col">Signature</th></tr></thead><tbody>${block.roles.map((role) => `<tr><th scope="row">${escaped(role)}</th><td></td><td></td><td></td></tr>`).join("")}</tbody></table>`;
  }
}

const sourceHtml = ({ sources }: Summary): string =>
  Object.entries(sources)
    .map(([file, text], i) => {
      const lines = text.trimEnd().split("\n");
      const items = lines.map((line, n) => `<li id="L${i + 1}-${n + 1}"><span class="n" aria-hidden="true">${n + 1}</span>${escaped(line)}</li>`);
      return `<h3>${escaped(file)}</h3>\n<ol class="source" tabindex="0" aria-label="${escaped(file)}">\n${items.join("\n")}\n</ol>`;
    })
    .join("\n");

const styleText = (text: string): string => `"${text.replaceAll(/[\\"\n<]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16) ?? ""} `)}"`;

/** On each sheet of paper: what it is of, and how many there are. */
const sheet = ({ title, version, hash, date }: Summary): string =>
  `@page { size: A4; margin: 20mm 18mm 22mm; @bottom-left { content: ${styleText(`${title} ${version} · ${hash.slice(0, 16)} · ${date}`)}; font: 8pt Arial, sans-serif; } @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Arial, sans-serif; } }`;

/** @param diagram the stages as SVG, see `diagramOf` */
export function htmlOf(summary: Summary, diagram: string): string {
  const { title, version, hash, date, until, digests, sections } = summary;
  const page: Page = { summary, diagram, ids: new Set() };
  const contents = sections.map(({ number, title: name }) => `<li><a href="#s${number}">${number}. ${escaped(name)}</a></li>`).join("");
  const body = sections.map(
    ({ number, title: name, blocks }) =>
      `<section id="s${number}" aria-labelledby="h${number}">\n<h2 id="h${number}">${number}. ${escaped(name)}</h2>\n${blocks.map((block) => blockHtml(block, page)).join("\n")}\n</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}: policy summary</title>
<style>${STYLE}${sheet(summary)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the summary</a>
<header>
<h1>${escaped(title)}</h1>
<p class="meta">Policy summary · version ${escaped(version)} · proved ${date}, holds until ${until}<br>policy ${escaped(hash)}</p>
<nav aria-label="Contents"><ol>${contents}<li><a href="#text">The policy's text</a></li></ol></nav>
</header>
<main id="main">
${body.join("\n")}
<p class="meta">${digests.map(([of, digest]) => `${escaped(of)} ${escaped(digest)}`).join("<br>")}</p>
<section id="text" aria-labelledby="htext">
<h2 id="htext">The policy's text</h2>
${sourceHtml(summary)}
</section>
</main>
</body>
</html>
`;
}
