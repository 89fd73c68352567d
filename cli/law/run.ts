/** Runs the examples of law files and the cases of JSON files against the law book. */
import {
  calendarNeeds,
  calendarOfCase,
  LegalCaseError,
  runLawExample,
  runLegalCase,
  type Calendar,
  type Expected,
  type Judgement,
  type LawBook,
  type LawExample,
  type LegalCase,
} from "../../engine/index.ts";
import { Failure } from "../failure.ts";

/** One question and what came of it. `weak`: the answer rests on commentary or unverified knowledge. */
export interface LawResult {
  readonly id: string;
  readonly file: string;
  readonly line?: number;
  readonly ok: boolean;
  readonly weak: boolean;
  readonly expected: Expected;
  readonly got: Judgement;
}

type Needs = ReturnType<typeof calendarNeeds>;

const calendarFor = async (needs: Needs, what: string): Promise<Calendar> => {
  const { buildCalendar } = await import("../../policies/calendar/build.ts");
  try {
    return buildCalendar(needs);
  } catch (error) {
    if (error instanceof RangeError) throw new Failure(`${what} can't be dated: ${error.message}`);
    throw error;
  }
};

/** Every question of the examples; a title with several questions names each by its line. */
export const runExamples = async (examples: readonly LawExample[], book: LawBook, tick: () => void): Promise<readonly LawResult[]> => {
  const results: LawResult[] = [];
  for (const example of examples) {
    const calendar = await calendarFor(calendarNeeds([example], book), `the example "${example.title}" of ${example.file}`);
    for (const { question, ok, expected, got } of runLawExample(example, book, calendar)) {
      const id = example.questions.length === 1 ? example.title : `${example.title} (line ${question.line})`;
      results.push({ id, file: example.file, line: question.line, ok, weak: false, expected, got });
      tick();
    }
  }
  return results;
};

const expectedOf = ({ expect, debts }: LegalCase): Expected => {
  const { verdict, until, requires, rules, amount } = expect;
  return {
    verdict,
    ...(until === undefined ? {} : { until }),
    ...(requires === undefined ? {} : { requires }),
    ...(rules === undefined ? {} : { rules }),
    ...(amount === undefined ? {} : { amount, currency: expect.currency ?? debts[0]?.currency ?? "" }),
  };
};

/** One case. */
export const runCase = async (legal: LegalCase, file: string, book: LawBook): Promise<LawResult> => {
  try {
    const calendar = await calendarFor(calendarOfCase(legal, book), `case ${legal.id} of ${file}`);
    const { ok, got } = runLegalCase(legal, book, calendar);
    return { id: legal.id, file, ok, weak: legal.confidence === "weak", expected: expectedOf(legal), got };
  } catch (error) {
    if (error instanceof LegalCaseError) throw new Failure(`${file}, case ${legal.id}: ${error.message}`);
    throw error;
  }
};
