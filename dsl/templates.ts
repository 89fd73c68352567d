/** Holds a policy's letters against the policy, so that no letter is missing or goes out with a hole in it. */
import type { CompiledPolicy } from "../engine/index.ts";
import { didYouMean } from "./catalogue.ts";
import type { Diagnostic, Span } from "./diagnostic.ts";
import { CONTENT_IDS, declaredContents, letterKey, localDay } from "./engine.ts";
import { rootFrame, type Feature, type Frame } from "./letters/fields.ts";
import { isDemand, openCase, wayToPay, type Delivery } from "./letters/findings.ts";
import { lawFaults, lawOfPlaces, type LawOfPlace, type LetterLaw } from "./letters/law.ts";
import { momentsOf, type Moment } from "./letters/moments.ts";
import { readLetter, type Statement } from "./letters/parse.ts";
import { openReport, type Report } from "./letters/report.ts";
import { lawTexts } from "./letters/shipped.ts";
import { listen, type Sent } from "./letters/tone.ts";
import { letterUses, type LetterUse } from "./letters/uses.ts";
import { walkLetter } from "./letters/walk.ts";
import { nothingSeen } from "./letters/walking.ts";
import { suggest } from "./suggest.ts";
import { lineText, sourceOf, spanAt, type Source } from "./syntax/source.ts";

export type { LetterLaw } from "./letters/law.ts";

/** Letters by file name without `.hbs`. */
export type LetterFiles = Readonly<Record<string, { readonly file: string; readonly source: string }>>;

const DEFAULT_LANGUAGE = "en";
/** House rules have no dates. */
const HOUSE_ALONE: LetterLaw = { rules: [], day: localDay(0) };

interface Check {
  readonly policy: CompiledPolicy;
  readonly policySource: Source;
  readonly letters: LetterFiles;
  readonly sources: ReadonlyMap<string, Source>;
  readonly folder: string;
  readonly report: Report;
  readonly root: Frame;
  readonly momentOf: (use: LetterUse) => Moment;
  readonly law: readonly LawOfPlace[];
  /** By key of the files that something sends or includes: who does. */
  readonly sent: Map<string, { readonly language: string; readonly by: Sent[] }>;
  /** By language. */
  readonly texts: Map<string, Texts>;
}

/**
 * Checks every letter that a policy sends: that it is there, can be read, speaks only of what an account has, escapes it, includes texts
 * that exist, carries what the law wants in it, and speaks decently; and names the files that nothing sends.
 *
 * @param lettersFolder Where the letters lie, as messages should name it.
 * @param policySource Text of the policy's file; with it, a missing letter is shown at its name and not only at its line.
 * @param law Rules of the law book. Without it letters are held against the house rules alone.
 * @returns Diagnostics `C5xxx`, in the order of the policy, then of the files.
 */
export function checkLetters(
  policy: CompiledPolicy,
  letters: LetterFiles,
  lettersFolder: string,
  policySource = "",
  law: LetterLaw | null = null,
): readonly Diagnostic[] {
  const sources = new Map(Object.entries(letters).map(([key, { file, source }]): [string, Source] => [key, sourceOf(file, source)]));
  const check: Check = {
    policy,
    policySource: sourceOf(policy.file, policySource),
    letters,
    sources,
    folder: lettersFolder,
    report: openReport(),
    root: rootFrame(policy),
    momentOf: momentsOf(policy),
    law: lawOfPlaces(policy, law ?? HOUSE_ALONE),
    sent: new Map(),
    texts: new Map(),
  };
  const uses = letterUses(policy);
  const found = new Set<string>();
  for (const use of uses) {
    const base = letterKey(use.template, use.channel);
    const keys = Object.keys(letters).filter((key) => key === base || key.startsWith(`${base}.`));
    if (keys.length === 0) missing(use, base, stepSpan(use, check), check);
    for (const key of keys) found.add(key);
  }
  for (const key of found) checkLetter(key, uses, check);
  for (const [key, { language, by }] of check.sent) {
    const source = sources.get(key);
    if (source !== undefined) listen(source, language, by, check.report);
  }
  for (const [key, { file }] of Object.entries(letters)) {
    if (check.sent.has(key)) continue;
    const help = `a letter is named \`reminder.email.hbs\` after the step \`email "reminder"\`, a translation \`reminder.email.de.hbs\`, a text that others include \`signature.partial.hbs\``;
    check.report.add("unusedLetter", spanAt(sources.get(key) ?? sourceOf(file, ""), 0, 0), { file }, { help });
  }
  return check.report.found;
}

function missing(use: LetterUse, base: string, step: Span, check: Check): void {
  const names = Object.keys(check.letters).flatMap((key) => new RegExp(`^(.+)\\.${use.channel}(\\.[^.]+)?$`).exec(key)?.[1] ?? []);
  const near = suggest(base.slice(0, -use.channel.length - 1), names)?.replaceAll("-", " ") ?? null;
  const other = Object.keys(check.letters).find((key) => key.startsWith(base.slice(0, -use.channel.length)));
  const otherwise = other === undefined ? `write it in ${check.folder}/${base}.hbs` : `there is ${other}.hbs, which is for another channel`;
  const meant = didYouMean(step, near === null ? null : `"${near}"`, otherwise);
  // Without the policy's text the place of the name is not known, and an edit would land somewhere else.
  const extra = check.policySource.text === "" ? { ...meant, fixes: [] } : meant;
  const values = { template: use.template, channel: use.channel, file: `${check.folder}/${base}.hbs` };
  check.report.add("noLetter", step, values, extra);
}

/** One file, as every step sends it that names it. */
function checkLetter(key: string, uses: readonly LetterUse[], check: Check): void {
  const source = check.sources.get(key);
  if (source === undefined) return;
  const senders = uses.filter(({ template, channel }) => key === letterKey(template, channel) || key.startsWith(`${letterKey(template, channel)}.`));
  const [first] = senders;
  const base = first === undefined ? key : letterKey(first.template, first.channel);
  const language = key === base ? DEFAULT_LANGUAGE : key.slice(base.length + 1);
  if (first?.channel === "email" && !/^Subject:[ \t]*\S/.test(source.text)) {
    const help = "the subject is the first line of the file, and an empty line follows it";
    check.report.add("noSubject", spanAt(source, 0, lineText(source, 1).length), {}, { help });
  }
  subjectAlone(source, check.report);
  const { own, texts } = textsIn(language, check);
  const byLaw = openCase();
  for (const use of senders) {
    const delivery = walked(use, source, language, texts, check);
    const { seen } = delivery;
    const sent = { use, moment: check.momentOf(use), step: delivery.step, demands: isDemand(seen) };
    const included = [...seen.included].flatMap((name) => own.get(name) ?? []);
    for (const each of [key, ...included.map((text) => text.key)]) note(each, language, sent, check);
    // A letter that can't be read to its end may show and carry it all the same.
    if ("what" in readLetter(source) || included.some(({ text }) => "what" in readLetter(text))) continue;
    neverShown(delivery, source, check);
    // What it says that it carries may be meant for what is missing.
    if ([...seen.mayCarry].some((id) => !(CONTENT_IDS as readonly string[]).includes(id))) continue;
    byLaw.add(faultsOf(delivery, key === base, check), delivery);
    wayToPay(
      source,
      language,
      included.map(({ text }) => text),
      delivery,
      texts,
      check.report,
    );
  }
  byLaw.close(source, texts, check.report);
}

/** A line with nothing but values in it, each closed where it stands. */
const ONLY_VALUES = /^[^{}]*(?:\{\{(?!else\b)[\p{L}_][^{}"'[\]]*\}\}[^{}]*)*$/u;

/** The subject is taken out and filled before the letter is: nothing may begin in it and end behind it, and no text is included there. */
function subjectAlone(source: Source, report: Report): void {
  const line = /^Subject:.*/u.exec(source.text)?.[0];
  if (line === undefined || ONLY_VALUES.test(line) || "what" in readLetter(source)) return;
  const alone = readLetter(sourceOf(source.file, line));
  if ("what" in alone) {
    return report.add("subjectAlone", alone.span, { what: "this goes on in the letter" }, { help: "close it on the same line" });
  }
  for (const found of line.matchAll(/\{\{~?\s*>[^}]*\}\}/gu)) {
    const at = spanAt(source, found.index, found.index + found[0].length);
    report.add("subjectAlone", at, { what: "includes no text" }, { help: "write the words themselves" });
  }
}

function walked(use: LetterUse, source: Source, language: string, texts: ReadonlyMap<string, Source>, check: Check): Delivery {
  const gives = new Set<Feature>([...(use.paymentLink ? (["payment link"] as const) : []), ...(use.offersPlan ? (["offering plan"] as const) : [])]);
  const seen = nothingSeen();
  const span = stepSpan(use, check);
  const step = { gives, channel: use.channel, span, where: `, ${use.where}` };
  const about = { source, frames: [check.root], step, given: gives, comes: "always", texts, language } as const;
  walkLetter({ ...about, inside: [], includedAt: null, report: check.report, seen });
  return { use, step: span, seen };
}

const note = (key: string, language: string, sent: Sent, { sent: known }: Check): void => {
  const entry = known.get(key) ?? { language, by: [] };
  entry.by.push(sent);
  known.set(key, entry);
};

function neverShown({ use, step, seen }: Delivery, { file }: Source, { report }: Check): void {
  if (use.paymentLink && !seen.shown.has("payment link"))
    report.add(
      "neverShown",
      step,
      { feature: "payment link", field: "payment_link", file },
      { help: "write `{{payment_link}}` in the letter, or take `with payment link` out" },
    );
  if (use.offersPlan && !seen.shown.has("offering plan"))
    report.add(
      "neverShown",
      step,
      { feature: "offering plan", field: "plan", file },
      { help: "write a field of it in the letter, such as `{{plan.name}}`, or take `offering plan` out" },
    );
}

/**
 * What the law finds wrong with a letter. Debtors without a language that a letter is translated to get the untranslated one, so that it
 * must do in every place; a translation is wrong only when there is no place where it would do.
 */
function faultsOf({ use, seen }: Delivery, untranslated: boolean, { policy, law }: Check): ReturnType<typeof lawFaults> {
  const byPlace = law.map((each) => lawFaults(use, seen, policy, each));
  return untranslated || byPlace.every((faults) => faults.length > 0) ? byPlace.flat() : [];
}

/** Texts that letters in one language may include. */
interface Texts {
  /** The policy's own, by name. */
  readonly own: ReadonlyMap<string, { readonly key: string; readonly text: Source }>;
  /** These, and those of the law. */
  readonly texts: ReadonlyMap<string, Source>;
}

/** Found once for all letters in a language, in that language where there is a translation. */
function textsIn(language: string, { sources, texts: known }: Check): Texts {
  const found = known.get(language);
  if (found !== undefined) return found;
  const own = new Map<string, { readonly key: string; readonly text: Source }>();
  const texts = new Map(lawTexts(language));
  for (const [key, text] of sources) {
    const [, name, translated] = /^(.+)\.partial(?:\.([^.]+))?$/.exec(key) ?? [];
    if (name === undefined || !(translated === language || (translated === undefined && !own.has(name)))) continue;
    own.set(name, { key, text });
    texts.set(name, text);
  }
  const made = { own, texts };
  known.set(language, made);
  return made;
}

/** The template's name in the policy, from the step's line on; the whole line when the name isn't found there. */
function stepSpan({ template, line }: LetterUse, check: Check): Span {
  const { policySource: source } = check;
  const start = source.lineStarts[line - 1] ?? 0;
  const quoted = `"${template}"`;
  const at = source.text.indexOf(quoted, start);
  const lines = 6;
  if (at >= 0 && at < (source.lineStarts[line - 1 + lines] ?? source.text.length)) return spanAt(source, at, at + quoted.length);
  if (source.text !== "") return spanAt(source, start, start + lineText(source, line).length);
  return { file: source.file, start: 0, end: 0, line, column: 1, endLine: line, endColumn: 1 };
}

/**
 * Content ids that a letter surely carries: the legal texts that it includes under no condition, and what its comments
 * `{{!-- contains: … --}}` say of its own text. Empty for a letter that can't be read.
 */
export function letterContains(source: string): readonly string[] {
  const read = readLetter(sourceOf("", source));
  if ("what" in read) return [];
  const ids = (body: readonly Statement[]): readonly string[] =>
    body.flatMap((each) => {
      if (each.type === "CommentStatement") return declaredContents(each.value);
      const name = each.type === "PartialStatement" && each.name.type === "PathExpression" ? each.name.original : "";
      return name.startsWith("law/") ? [name.slice("law/".length)] : [];
    });
  return [...new Set(ids(read.program.body))].sort();
}
