/** Where a command's answer goes: a document for scripts, prose for people. */
import { Option } from "@commander-js/extra-typings";

export type Format = "text" | "json";

/** `--format`, the same in every command. */
export const formatOption = () =>
  new Option("--format <format>", "text for people, json for scripts").choices(["text", "json"] as const).default("text" as const);

let answered = false;

/** Prints the command's one answer on stdout: with `--format json` a single document and nothing else. */
export function answer(format: Format, document: Readonly<Record<string, unknown>>, text: () => string): void {
  answerText(format === "json" ? JSON.stringify({ version: 1, ...document }, null, 2) : text());
}

/** Prints the command's one answer, in a form of its own, on stdout. */
export function answerText(body: string): void {
  answered = true;
  if (body !== "") process.stdout.write(`${body}\n`);
}

/** The document of a command that failed before it could answer: a script always gets one, and never two. */
export function answerError(message: string, exitCode: number): void {
  if (!answered) answer("json", { error: { message, exitCode } }, () => "");
}

/** Prose beside the answer: stdout for people, stderr when stdout belongs to a document. */
export function say(format: Format, line: string): void {
  (format === "json" ? process.stderr : process.stdout).write(`${line}\n`);
}

/** Prose that is never part of the answer. */
export function warn(line: string): void {
  process.stderr.write(`${line}\n`);
}
