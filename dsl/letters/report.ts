/** Makes the diagnostics of letters, each once. */
import type { Extra } from "../catalogue.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import type { LETTER_MESSAGES } from "./messages.ts";

type Messages = typeof LETTER_MESSAGES;
type Values<Name extends keyof Messages> = Parameters<Messages[Name]["message"]>[0];

export interface Report {
  readonly found: readonly Diagnostic[];
  add<Name extends keyof Messages>(name: Name, span: Span, values: Values<Name>, extra?: Extra): void;
}

/** A letter is walked once for each step that sends it; what is wrong with it is said once. */
export function openReport(messages: Messages): Report {
  const found = new Map<string, Diagnostic>();
  return {
    get found() {
      return [...found.values()];
    },
    add(name, span, values, extra = {}) {
      const { code, severity, message } = messages[name];
      const text = (message as (values: unknown) => string)(values);
      const key = `${code} ${span.file} ${span.line} ${span.start} ${text}`;
      if (found.has(key)) return;
      const { help, fixes = [], related } = extra;
      found.set(key, {
        code,
        severity,
        message: text,
        span,
        fixes,
        ...(help === undefined || help === null ? {} : { help }),
        ...(related === undefined ? {} : { related }),
      });
    },
  };
}
