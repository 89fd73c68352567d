/** Fills a policy's letters: Handlebars over plain data, with the legal texts noted that really came out. */
import type { ContactAction, LetterData } from "../engine/index.ts";
import type { Message, SendResult } from "./channel.ts";
import { contentIds, declaredBy, usedPartials } from "./contents.ts";
import { chooseLetter, sourceHash, splitSubject } from "./letter-set.ts";
import type { ChosenLetter, LetterSources } from "./letter-set.ts";
import { lawPartials, ownPartials } from "./partials.ts";

/** A text that is ready but for its reader. */
export type Content = Omit<Message, "to" | "data">;

export type Failed = Extract<SendResult, { kind: "failed" }>;

export type Rendered = { readonly kind: "rendered"; readonly content: Content; readonly templateHash: string; readonly language: string } | Failed;

type Data = Record<string, unknown>;

/** A letter made ready once and filled many times. */
interface Prepared {
  readonly hash: string;
  /** `included` takes the names of the partials that came out. */
  readonly subject: (data: Data) => string;
  readonly body: (data: Data, included: Set<string>) => string;
  /** What the template, or one of its partials by name, says of itself. */
  readonly declared: (included: ReadonlySet<string>) => readonly string[];
}

const prepared = new WeakMap<LetterSources, Map<string, Promise<Prepared>>>();

/**
 * Fills the letter of a contact.
 *
 * @param data What the letter may speak of, already written in the letter's language (see `chooseLetter`).
 * @param preferred BCP 47 language of the debtor; the letter's own translation for it is taken where there is one.
 * @returns The text, or a failure that names the template's file and line. The failure carries nothing of the data.
 */
export async function render(
  letters: LetterSources,
  action: Pick<ContactAction, "template" | "channel">,
  data: LetterData,
  preferred?: string,
): Promise<Rendered> {
  const letter = chooseLetter(letters, action, preferred);
  if (letter === null) return failed(`there is no letter "${action.template}" for ${action.channel} beside the policy`);
  try {
    const ready = await prepare(letters, letter);
    const included = new Set<string>();
    const plain = plainData(data);
    const subject = oneLine(ready.subject(plain)) || action.template;
    const html = ready.body(plain, included).trim();
    const content = { subject, html, text: await plainText(html), contains: contentIds(ready.declared(included), included) };
    return { kind: "rendered", content, templateHash: ready.hash, language: letter.language };
  } catch (error) {
    return failed(`${letter.key}.hbs${place(error)}: ${reasonOf(error)}`);
  }
}

const failed = (reason: string): Failed => ({ kind: "failed", reason, retryable: false });

function prepare(letters: LetterSources, letter: ChosenLetter): Promise<Prepared> {
  const set = prepared.get(letters) ?? new Map<string, Promise<Prepared>>();
  prepared.set(letters, set);
  const known = set.get(letter.key) ?? compile(letters, letter);
  set.set(letter.key, known);
  return known;
}

async function compile(letters: LetterSources, letter: ChosenLetter): Promise<Prepared> {
  const { default: Handlebars } = await import("handlebars");
  const sources = { ...ownPartials(letters, letter.language), ...(await lawPartials(letter.language)) };
  const strict = { strict: true, knownHelpersOnly: true, knownHelpers: { lookup: false, log: false }, preventIndent: true };
  const { subject, body } = splitSubject(letter.source);
  const used = usedPartials(body, sources);
  const partials = Object.fromEntries(used.map((name) => [name, Handlebars.compile(sources[name], strict)]));
  const fillSubject = Handlebars.compile(subject ?? "", { ...strict, noEscape: true });
  const fillBody = Handlebars.compile(body, strict);
  return {
    hash: sourceHash(
      letter.source,
      used.map((name) => sources[name] ?? ""),
    ),
    subject: (data) => fillSubject(data),
    body: (data, included) => {
      const noting = used.map((name) => [name, noted(partials[name], () => included.add(name))]);
      return fillBody(data, { partials: Object.fromEntries(noting) });
    },
    declared: (included) => [letter.source, ...[...included].map((name) => sources[name])].flatMap(declaredBy),
  };
}

type Fill = (context: unknown, options?: object) => string;

/** A partial that says when it came out: one inside an `{{#if}}` that didn't hold is no part of the letter. */
const noted =
  (fill: Fill | undefined, note: () => void): Fill =>
  (context, options) => {
    note();
    return fill?.(context, options) ?? "";
  };

/** Copies that hold their own values and nothing else: no prototype to climb, nothing to call. */
const plainData = (data: LetterData): Data => bare(data) as Data;

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const copy: Data = Object.create(null) as Data;
  for (const [name, inner] of Object.entries(value)) copy[name] = bare(inner);
  // The library writes the object into its error messages.
  Object.defineProperty(copy, Symbol.toPrimitive, { value: () => "the letter's data" });
  return copy;
}

/** Header text can't hold a line break: it would begin another header. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();

let converter: Promise<(html: string) => string> | null = null;

async function plainText(html: string): Promise<string> {
  converter ??= import("html-to-text").then(({ compile: compileConverter }) =>
    compileConverter({
      wordwrap: 78,
      selectors: [
        { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
        { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["<", ">"] } },
        ...["h1", "h2", "h3"].map((selector) => ({ selector, options: { uppercase: false } })),
      ],
    }),
  );
  return (await converter)(html);
}

const place = (error: unknown): string => {
  const at = error as { lineNumber?: unknown; column?: unknown };
  return typeof at.lineNumber === "number" ? `:${at.lineNumber}:${typeof at.column === "number" ? at.column + 1 : 1}` : "";
};

/** In our own words: the library's message may quote the data. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  const field = /^"([\w.-]+)" not defined/.exec(message)?.[1];
  if (field !== undefined) return `"${field}" is not known here, so the letter would have a hole`;
  const partial = /partial ([\w/.-]+) could not be found/.exec(message)?.[1];
  if (partial !== undefined) return `there is no text "${partial}" to include in this language`;
  const helper = /unknown helper ([\w.-]+)/.exec(message)?.[1];
  if (helper !== undefined) return `"${helper}" is not a word of the letter language`;
  return /^Parse error|doesn't match/.test(message)
    ? "the template can't be read; `collect validate` says why"
    : "the template can't be filled in; `collect validate` may say why";
}
