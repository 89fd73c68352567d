/** How the pages are read: diagrams of the grammar, and braces of letters that are not the site's own. */
import type { MarkdownRenderer } from "vitepress";
import { grammarFence } from "./diagrams.ts";

export const asWritten = ({ renderer: { rules }, utils }: MarkdownRenderer): void => {
  const { fence } = rules;
  rules.fence = (tokens, at, options, env, self) => {
    const token = tokens[at];
    // What a command prints has no grammar.
    if (token !== undefined) token.info = token.info.replace(/^output\b.*/u, "text");
    const drawn = token === undefined ? null : grammarFence(token.info, token.content);
    return drawn ?? fence?.(tokens, at, options, env, self) ?? "";
  };
  const textAt = (tokens: readonly { readonly content: string }[], at: number): string => utils.escapeHtml(tokens[at]?.content ?? "");
  rules.text = (tokens, at) => textAt(tokens, at).replaceAll("{{", "&#123;&#123;");
  rules.code_inline = (tokens, at) => `<code v-pre>${textAt(tokens, at)}</code>`;
};
