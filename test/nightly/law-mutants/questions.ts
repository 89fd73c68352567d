/** Everything that the law is asked: the examples of its files and the legal cases, each as a question that passes or fails under a book. */
import { readFileSync, readdirSync } from "node:fs";
import { compileLaw } from "../../../dsl/index.ts";
import {
  calendarNeeds,
  calendarOfCase,
  rulesFor,
  runLawExample,
  runLegalCase,
  type LawBook,
  type LawExample,
  type LegalCase,
  type Place,
} from "../../../engine/index.ts";
import { buildCalendar } from "../../../policies/calendar/build.ts";
import { lawFiles } from "../../../policies/index.ts";
import { REGISTER } from "../../policies/law/register.ts";

export interface LawInquiry {
  /** Rules that have a say in it. */
  readonly rules: ReadonlySet<string>;
  /** Rules that its answers name. */
  readonly names: ReadonlySet<string>;
  readonly holds: (book: LawBook) => boolean;
}

export interface LawUnderTest {
  readonly book: LawBook;
  readonly inquiries: readonly LawInquiry[];
  /** Lines of the register of dates in force. */
  readonly register: ReadonlySet<string>;
}

const CASES = new URL("../../cases/data/", import.meta.url);

/** The shipped book with all that is asked of it. Throws when something isn't answered as it says even before anything is changed. */
export const lawUnderTest = async (): Promise<LawUnderTest> => {
  const { lawBook, examples, diagnostics } = compileLaw(lawFiles());
  if (lawBook === null) throw new Error(`the law doesn't compile: ${diagnostics[0]?.span.file ?? ""} ${diagnostics[0]?.message ?? ""}`);
  const calendar = buildCalendar(calendarNeeds(examples));
  const told = examples.map((example): LawInquiry & { readonly title: string } => ({
    title: `${example.file}: ${example.title}`,
    rules: rulesOf(lawBook, example.debtor.places, example.place === "WORLD"),
    names: new Set(namesOf(example)),
    holds: (book) =>
      namesOf(example).every((id) => book.rules.some((rule) => rule.id === id)) && runLawExample(example, book, calendar).every(({ ok }) => ok),
  }));
  const cases = readdirSync(CASES).flatMap((file) => JSON.parse(readFileSync(new URL(file, CASES), "utf8")) as LegalCase[]);
  const judged = cases.map((legal): LawInquiry & { readonly title: string } => {
    const dated = buildCalendar(calendarOfCase(legal, lawBook));
    return {
      title: legal.id,
      rules: rulesOf(lawBook, legal.places, true),
      names: new Set(legal.expect.rules ?? []),
      holds: (book) => runLegalCase(legal, book, dated).ok,
    };
  });
  const inquiries = [...told, ...judged].filter(({ title, holds }) => {
    const ok = holds(lawBook);
    if (!ok) process.stderr.write(`left out, it fails already: ${title}\n`);
    return ok;
  });
  return { book: lawBook, inquiries, register: new Set(readFileSync(REGISTER, "utf8").trim().split("\n")) };
};

/** Rules that an example names: without one of them it doesn't compile. */
const namesOf = ({ questions }: LawExample): readonly string[] =>
  questions.flatMap(({ answer }) => (answer.is === "denied" ? answer.rules : answer.is === "owed" || answer.is === "binding" ? [answer.rule] : []));

/** Collect's own protections answer only in their own examples, and in cases. */
const rulesOf = (book: LawBook, places: readonly Place[], ours: boolean): ReadonlySet<string> =>
  new Set(rulesFor(book, places).flatMap(({ id, place }) => (ours || place !== "WORLD" ? [id] : [])));
