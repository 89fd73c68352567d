import type { Diagnostic } from "../diagnostic.ts";

/** One kind of problem. `message` says what is wrong in plain words, lower case, without a full stop. */
export interface Entry<Values> {
  readonly code: string;
  readonly severity: Diagnostic["severity"];
  readonly message: (values: Values) => string;
}

export const error = <Values>(code: string, message: (values: Values) => string): Entry<Values> => ({ code, severity: "error", message });
export const warning = <Values>(code: string, message: (values: Values) => string): Entry<Values> => ({ code, severity: "warning", message });
export const hint = <Values>(code: string, message: (values: Values) => string): Entry<Values> => ({ code, severity: "hint", message });

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
