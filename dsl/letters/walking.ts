/** What is known while a letter is walked: where, by which step, with what around it. */
import type { Span } from "../diagnostic.ts";
import type { Source } from "../syntax/source.ts";
import type { Feature, Frame, Need } from "./fields.ts";
import type { Report } from "./report.ts";

/** Fills up with what a letter shows and includes. */
export interface Seen {
  readonly shown: Set<Feature>;
  /** Names of all texts that it includes, under whatever condition. */
  readonly included: Set<string>;
  /** Content ids that it may carry when this step sends it, and those among them that it surely does. */
  readonly mayCarry: Set<string>;
  readonly carries: Set<string>;
}

export const nothingSeen = (): Seen => ({ shown: new Set(), included: new Set(), mayCarry: new Set(), carries: new Set() });

/** One letter, or a text that it includes, as one step sends it. */
export interface Walk {
  readonly source: Source;
  /** Enclosing contexts, innermost last. */
  readonly frames: readonly Frame[];
  /** What the step itself gives. */
  readonly step: { readonly gives: ReadonlySet<Need>; readonly channel: string; readonly span: Span; readonly where: string };
  /** What the step gives, and what the enclosing `{{#if}}` made sure of. */
  readonly given: ReadonlySet<Need>;
  /** Whether this part comes out when the step sends the letter: always, never, or as it may be. */
  readonly comes: "always" | "maybe" | "never";
  /** Texts that can be included, by name. */
  readonly texts: ReadonlyMap<string, Source>;
  readonly language: string;
  /** Names of the texts that are being included around this one, and where the letter itself includes the outermost. */
  readonly inside: readonly string[];
  readonly includedAt: Span | null;
  readonly report: Report;
  readonly seen: Seen;
}
