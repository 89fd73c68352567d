import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Colour where the stream shows it: a terminal, without NO_COLOR (or with FORCE_COLOR). */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(style, text, { stream });
}

/** Whether colour is shown on this stream. */
export function hasColor(stream: NodeJS.WriteStream = process.stdout): boolean {
  return styleText("red", "x", { stream }) !== "x";
}
