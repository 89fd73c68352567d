import type { Diagnostic, Fix } from "../diagnostic.ts";

export type Applicability = Fix["applicability"];

/** One kind of problem. `message` says what is wrong in plain words, lower case, without a full stop. */
export interface Entry<Values> {
  readonly code: string;
  readonly severity: Diagnostic["severity"];
  readonly message: (values: Values) => string;
  /** How far its suggested edits can be trusted; null where it has none. */
  readonly fix: Applicability | null;
  /** Whether a comment `// allow CODE: why` may silence it. */
  readonly suppressible: boolean;
}

interface More {
  readonly fix?: Applicability;
  /** False for a warning or hint that has to be heard all the same. */
  readonly suppressible?: boolean;
}

const entry = <Values>(
  severity: Diagnostic["severity"],
  code: string,
  message: (values: Values) => string,
  { fix, suppressible = true }: More,
): Entry<Values> => ({
  code,
  severity,
  message,
  fix: fix ?? null,
  // What the law says is not a matter of taste, and an error is none of opinion.
  suppressible: suppressible && severity !== "error" && !code.startsWith("C4"),
});

export const error = <Values>(code: string, message: (values: Values) => string, more: More = {}): Entry<Values> =>
  entry("error", code, message, more);
export const warning = <Values>(code: string, message: (values: Values) => string, more: More = {}): Entry<Values> =>
  entry("warning", code, message, more);
export const hint = <Values>(code: string, message: (values: Values) => string, more: More = {}): Entry<Values> => entry("hint", code, message, more);

export interface Nothing {
  readonly [none: string]: never;
}

/** `a, b or c`, with an end to long lists. */
export const anyOf = (words: readonly string[], most = 12): string => {
  if (words.length > most) return `${words.slice(0, most).join(", ")} or another`;
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
};

/** `` `a`, `b` and `c` `` */
export const allOf = (words: readonly string[]): string => {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
};
