/** A summary as Markdown: for a pull request, a wiki, or a text editor. */
import { posix } from "node:path";
import type { Block, Ref, Sentence, Summary } from "./document.ts";

const plain = (text: string): string => text.replaceAll(/[\\`*_[\]<>|]/gu, String.raw`\$&`);

export interface Written {
  readonly mermaid: string;
  /** From where the document lies to a file of the policy. */
  readonly pathOf: (file: string) => string;
}

const linkOf = ({ file, line }: Ref, pathOf: Written["pathOf"]): string => {
  return ` ([${plain(posix.basename(file))}:${line}](<${pathOf(file)}#L${line}>))`;
};

const sentenceText = ({ text, at, rule }: Sentence, pathOf: Written["pathOf"]): string =>
  `${plain(text)}${rule === undefined ? "" : ` (\`${rule}\`)`}${at === undefined ? "" : linkOf(at, pathOf)}`;

const cell = (sentence: Sentence, pathOf: Written["pathOf"]): string => sentenceText(sentence, pathOf).replaceAll("\n", " ");

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function blockText(block: Block, { mermaid, pathOf }: Written): string {
  switch (block.kind) {
    case "clause":
      return `**${plain(block.number)}** ${block.sentences.map((one) => sentenceText(one, pathOf)).join(" ")}`;
    case "words":
      return plain(block.text);
    case "heading":
      return `### ${plain(block.text)}`;
    case "diagram":
      return `\`\`\`mermaid\n${mermaid}\n\`\`\``;
    case "table":
      return [
        `*${plain(block.caption)}*`,
        "",
        row(block.head.map(plain)),
        row(block.head.map(() => "---")),
        ...block.rows.map((cells) => row(cells.map((one) => cell(one, pathOf)))),
      ].join("\n");
    case "letter":
      return [
        `### ${plain(block.title)}`,
        "",
        `**${plain(block.number)}** Language ${block.language}. Subject: ${plain(block.subject)}. Digest of the text: \`${block.hash.slice(0, 16)}\`.`,
        "",
        ...block.text.split("\n").map((line) => (line === "" ? ">" : `> ${plain(line)}  `)),
      ].join("\n");
    case "signatures":
      return [
        row(["Role", "Name", "Date", "Signature"]),
        row(["---", "---", "---", "---"]),
        ...block.roles.map((role) => row([plain(role), " ", " ", " "])),
      ].join("\n");
  }
}

const digestText = ({ digests }: Summary): string => digests.map(([of, digest]) => `- ${plain(of)}: \`${digest}\``).join("\n");

/** @returns the whole document, with a line break at its end */
export function markdownOf(summary: Summary, written: Written): string {
  const { title, version, date, until, hash, sections } = summary;
  const parts = [
    `# ${plain(title)}: policy summary`,
    `Version ${plain(version)} · proved ${date}, holds until ${until} · policy \`${hash}\``,
    ...sections.flatMap(({ number, title: name, blocks }) => [`## ${number}. ${plain(name)}`, ...blocks.map((block) => blockText(block, written))]),
    digestText(summary),
  ];
  return `${parts.join("\n\n")}\n`;
}
