/** A small policy with letters, held against each other. */
import { compilePolicy, type Diagnostic } from "../../../dsl/index.ts";
import { checkLetters, type LetterLaw } from "../../../dsl/templates.ts";

export interface Parts {
  readonly head?: string;
  /** Lines before the stages, such as facts and house rules. */
  readonly lines?: string;
  readonly stages: string;
  readonly events?: string;
}

const HEAD = `collector creditor\n debt commercial\n currency USD\n places US`;

/** Text of a policy; what every policy needs is filled in. */
export const policyText = ({ head = HEAD, lines = "", stages, events = "" }: Parts): string => `policy "Letters" {
  version "1"
  ${head}
  ${lines}
  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
  }
  plan "standard" {
    up to 6 monthly installments
    first within 14 days
    default after 2 missed
  }
  ${stages}
  on payment in full close as paid
  ${events}
}
`;

/** Problems of a policy's letters, by file name without folder and ending. A subject is put before e-mails that have none. */
export function lettersOf(parts: Parts, letters: Readonly<Record<string, string>>, law: LetterLaw | null = null): readonly Diagnostic[] {
  const source = policyText(parts);
  const { draft, diagnostics } = compilePolicy(source, "policy.collect");
  const errors = diagnostics.filter(({ severity, code }) => severity === "error" && !code.startsWith("C4"));
  if (draft === null || errors.length > 0) throw new Error(errors.map(({ span, message }) => `${span.line}: ${message}`).join("\n") || "no policy");
  const files = Object.entries(letters).map(([key, text]) => {
    const whole = /\.email(\.|$)/.test(key) && !text.startsWith("Subject:") ? `Subject: x\n\n${text}` : text;
    return [key, { file: `letters/${key}.hbs`, source: whole }] as const;
  });
  return checkLetters(draft, Object.fromEntries(files), "letters", source, law);
}

/** Problems of one letter that a reminder sends after the due date. */
export const ofReminder = (text: string, key = "reminder.email"): readonly Diagnostic[] =>
  lettersOf({ stages: `stage first from 1 day after due { day 0 ${key.split(".")[1] ?? "email"} "reminder" }` }, { [key]: text });

export const brief = (found: readonly Diagnostic[]): readonly string[] =>
  found.map(({ code, span }) => `${code} ${span.file.slice(8)}:${span.line}:${span.column}-${span.endColumn}`);
export const codes = (found: readonly Diagnostic[]): readonly string[] => found.map(({ code }) => code);
/** The words that a problem is about. */
export const marked = (text: string, { span }: Diagnostic): string => text.slice(span.start, span.end);
