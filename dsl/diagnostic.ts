/** A problem in a file, as data. Every renderer (code frame, JSON) reads this and nothing else. */
export interface Span {
  readonly file: string;
  /** Offsets into the source, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** One-based; columns count UTF-16 units. `endColumn` is one past the last. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Fix {
  readonly title: string;
  /** `safe`: means the same; `likely`: what was probably meant; `manual`: a person must look. */
  readonly applicability: "safe" | "likely" | "manual";
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

export interface Diagnostic {
  /** `C1xxx` syntax, `C2xxx` names and types, `C3xxx` structure, `C4xxx` law, `C5xxx` templates. */
  readonly code: string;
  readonly severity: "error" | "warning" | "hint";
  readonly message: string;
  readonly span: Span;
  /** Other places that explain it. */
  readonly related?: readonly { readonly span: Span; readonly label: string }[];
  readonly help?: string;
  /** A concrete account for which it happens, in words: `an account with balance 900.00 USD, days_overdue 12`. */
  readonly witness?: string;
  readonly fixes: readonly Fix[];
}
