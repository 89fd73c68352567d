/** Workflow commands, which GitHub Actions shows beside the lines of a pull request. */
import type { Diagnostic } from "../diagnostic.ts";
import type { Report } from "./report.ts";
import { asExample } from "./text.ts";

const COMMANDS = { error: "error", warning: "warning", hint: "notice" } as const;

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

const one = ({ severity, code, message, span, help, witness }: Diagnostic): string => {
  // The end column belongs to the start line: GitHub refuses both columns of a span over several lines.
  const columns = span.endLine === span.line ? [`col=${span.column}`, `endColumn=${Math.max(span.column, span.endColumn - 1)}`] : [];
  const properties = [`file=${property(span.file)}`, `line=${span.line}`, `endLine=${span.endLine}`, ...columns, `title=${property(code)}`];
  const text = [message, ...(help === undefined ? [] : [`help: ${help}`]), ...(witness === undefined ? [] : [asExample(witness)])];
  return `::${COMMANDS[severity]} ${properties.join(",")}::${data(text.join("\n"))}`;
};

/** One command a line. */
export const github = ({ diagnostics }: Report): string => diagnostics.map(one).join("\n");
