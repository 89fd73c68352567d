/** Diagnostics as the document of `--format json`: its fields are a promise, and only ever grow. */
import type { Diagnostic, Span } from "../diagnostic.ts";

const placeOf = ({ file, line, column, endLine, endColumn }: Span) => ({ file, line, column, endLine, endColumn });

/** One problem as plain JSON. Lines and columns count from one; columns count UTF-16 units, `endColumn` is one past the last. */
export const documentOf = ({ code, severity, message, span, help, witness, related, fixes }: Diagnostic) => ({
  code,
  severity,
  message,
  ...placeOf(span),
  ...(help === undefined ? {} : { help }),
  ...(witness === undefined ? {} : { witness }),
  ...(related === undefined ? {} : { related: related.map((other) => ({ ...placeOf(other.span), label: other.label })) }),
  fixes: fixes.map(({ title, applicability, edits }) => ({
    title,
    applicability,
    edits: edits.map((edit) => ({ ...placeOf(edit.span), text: edit.text })),
  })),
});
