/** Makes the diagnostics of letters, each once. */
import { problem, type Extra, type Parameters } from "../catalogue.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import type { LETTER_MESSAGES } from "./messages.ts";

type Messages = typeof LETTER_MESSAGES;

export interface Report {
  readonly found: readonly Diagnostic[];
  add<Name extends keyof Messages>(name: Name, span: Span, values: Parameters<Name>, extra?: Extra): void;
}

/** Of several steps with the same problem each is named. */
const joined = (before: Diagnostic, again: Diagnostic): Diagnostic => {
  const known = new Set((before.related ?? []).map(({ span }) => `${span.file} ${span.start} ${span.line}`));
  const more = (again.related ?? []).filter(({ span }) => !known.has(`${span.file} ${span.start} ${span.line}`));
  return more.length === 0 ? before : { ...before, related: [...(before.related ?? []), ...more] };
};

/** A letter is walked once for each step that sends it; what is wrong with it is said once. */
export function openReport(): Report {
  const found = new Map<string, Diagnostic>();
  return {
    get found() {
      return [...found.values()];
    },
    add(name, span, values, extra = {}) {
      const diagnostic = problem(name, span, values, extra);
      const key = `${diagnostic.code} ${span.file} ${span.line} ${span.start} ${diagnostic.message}`;
      const before = found.get(key);
      found.set(key, before === undefined ? diagnostic : joined(before, diagnostic));
    },
  };
}
