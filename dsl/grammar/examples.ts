/** Lines of an `example` block: who, what happened, and the questions with their answers. */
import { Comma, DateToken, list, word } from "../tokens/table.ts";
import type {
  AnswerNode,
  CollectorLine,
  DebtLine,
  DebtorLine,
  DetailNode,
  ExampleLine,
  Head,
  HistoryLine,
  InstantNode,
  OccasionNode,
  QuestionLine,
} from "../tree/example.ts";
import type { Name, Quoted } from "../tree/words.ts";
import { DetailsGrammar } from "./details.ts";

type DebtClause = Pick<DebtLine, "days" | "facts" | "type" | "contract" | "debt">;

/** What follows the head: days on which it happened, or the moment that is asked about and the answer. */
type Rest =
  | { readonly kind: "history"; readonly occasions: readonly OccasionNode[]; readonly details: readonly DetailNode[] }
  | { readonly kind: "question"; readonly at: InstantNode; readonly details: readonly DetailNode[]; readonly answer: AnswerNode };

export class ExamplesGrammar extends DetailsGrammar {
  readonly collectorLine = this.RULE("collectorLine", (): CollectorLine => {
    const first = this.CONSUME(word("collector"));
    const role = this.named(this.CONSUME(list.role));
    const facts = this.OPTION(() => (this.CONSUME(word("with")), this.SUBRULE(this.collectorFacts))) ?? [];
    return { kind: "collector", role, facts, span: this.since(first) };
  });

  readonly names = this.RULE("names", (): Name[] => {
    const names = [this.SUBRULE1(this.name)];
    this.MANY(() => (this.CONSUME(Comma), names.push(this.SUBRULE2(this.name))));
    return names;
  });

  /** `debtor a business in GB in time zone "Europe/London" with vat-registered`. */
  readonly debtorLine = this.RULE("debtorLine", (): DebtorLine => {
    const first = this.CONSUME(word("debtor"));
    const debtor = this.OPTION1(() => (this.SUBRULE(this.article), this.named(this.CONSUME(list.debtorKind)))) ?? null;
    this.CONSUME(word("in"));
    const places = this.SUBRULE(this.names);
    const zones: Quoted[] = this.OPTION2(() => (this.phrase(1, "in time zone"), this.SUBRULE(this.labels))) ?? [];
    const facts = this.OPTION3(() => (this.CONSUME(word("with")), this.SUBRULE(this.debtorFacts))) ?? [];
    return { kind: "debtor", debtor, places, zones, facts, span: this.since(first) };
  });

  readonly debtDay = this.RULE("debtDay", (): DebtLine["days"][number] => {
    const what = this.named(
      this.OR([
        { ALT: () => this.CONSUME(word("due")) },
        { ALT: () => this.CONSUME(word("incurred")) },
        { ALT: () => this.CONSUME(word("default")) },
        { ALT: () => this.CONSUME(word("charged-off")) },
        { ALT: () => this.phrase(0, "limitation ends") },
      ]),
    );
    return { what, day: this.SUBRULE(this.date) };
  });

  readonly debtClause = this.RULE("debtClause", (so?: DebtClause): DebtClause => {
    const clauses = so ?? NO_CLAUSES;
    return this.choose<DebtClause>(0, [
      { ALT: () => ({ ...clauses, debt: this.named(this.CONSUME(list.debtKind)) }) },
      { ALT: () => (this.CONSUME(word("for")), { ...clauses, type: this.named(this.CONSUME(list.debtType)) }) },
      {
        ALT: () => {
          this.CONSUME(word("by"));
          const contract = this.named(this.CONSUME(list.contract));
          this.CONSUME(word("contract"));
          return { ...clauses, contract };
        },
      },
      {
        ALT: () => {
          const day = this.SUBRULE(this.debtDay);
          return { ...clauses, days: this.ACTION(() => [...clauses.days, day]) };
        },
      },
      { ALT: () => (this.CONSUME(word("with")), { ...clauses, facts: this.SUBRULE(this.debtFacts) }) },
    ]);
  });

  /** `debt "card" of 1,200 USD consumer for medical by written contract due 2026-02-01`. */
  readonly debtLine = this.RULE("debtLine", (): DebtLine => {
    const first = this.CONSUME(word("debt"));
    const name = this.OPTION(() => this.SUBRULE(this.text)) ?? null;
    this.CONSUME(word("of"));
    const sum = this.SUBRULE(this.money);
    let clauses: DebtClause = NO_CLAUSES;
    this.MANY(() => {
      clauses = this.SUBRULE(this.debtClause, { ARGS: [clauses] });
    });
    return { kind: "debt", name, sum, ...clauses, span: this.since(first) };
  });

  /** `2026-03-03 twice`, `2026-03-04 14:30 3 times`. */
  readonly occasion = this.RULE("occasion", (): OccasionNode => {
    const first = this.LA(1);
    const at = this.SUBRULE(this.moment);
    const times = this.OPTION(() =>
      this.choose<OccasionNode["times"]>(0, [
        { ALT: () => ({ value: 2, span: this.at(this.CONSUME(word("twice"))) }) },
        {
          ALT: () => {
            const times = this.SUBRULE(this.number);
            this.CONSUME(word("times"));
            return times;
          },
        },
      ]),
    );
    return { at, times: times ?? null, span: this.since(first) };
  });

  readonly answer = this.RULE("answer", (): AnswerNode => {
    const first = this.CONSUME(word("is"));
    return this.choose<AnswerNode>(0, [
      {
        ALT: () => {
          this.CONSUME(word("denied"));
          const rules = this.OPTION1(() => (this.CONSUME(word("by")), this.SUBRULE(this.names))) ?? [];
          const until = this.OPTION2(() =>
            this.choose<InstantNode | "for ever">(1, [
              { ALT: () => (this.CONSUME(word("until")), this.SUBRULE(this.moment)) },
              { ALT: () => (this.phrase(0, "for ever"), "for ever") },
            ]),
          );
          const missing = this.OPTION3(() => (this.CONSUME(word("without")), this.SUBRULE1(this.contents))) ?? [];
          return { is: "denied", rules, until: until ?? null, missing, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("allowed"));
          const requires = this.OPTION4(() => (this.CONSUME(word("requiring")), this.SUBRULE2(this.contents))) ?? [];
          return { is: "allowed", requires, span: this.since(first) };
        },
      },
      { ALT: () => ({ is: "amount", amount: this.SUBRULE(this.money), span: this.since(first) }) },
      { ALT: () => (this.phrase(1, "not owed"), { is: "owed", status: null, until: null, span: this.since(first) }) },
      {
        ALT: () => {
          const status = this.named(this.CONSUME(list.dutyStatus));
          const until = this.OPTION5(() => (this.phrase(2, "until"), this.SUBRULE(this.date))) ?? null;
          return { is: "owed", status, until, span: this.since(first) };
        },
      },
      { ALT: () => (this.CONSUME1(word("binding")), { is: "binding", binding: true, span: this.since(first) }) },
      { ALT: () => (this.phrase(3, "not binding"), { is: "binding", binding: false, span: this.since(first) }) },
    ]);
  });

  readonly rest = this.RULE("rest", (): Rest => {
    const before = this.SUBRULE1(this.details);
    return this.choose<Rest>(0, [
      {
        ALT: () => {
          this.CONSUME(word("on"));
          const occasions = [this.SUBRULE1(this.occasion)];
          this.MANY({
            GATE: () => this.comes(2, DateToken),
            DEF: () => (this.CONSUME(Comma), occasions.push(this.SUBRULE2(this.occasion))),
          });
          const after = this.SUBRULE2(this.details);
          return { kind: "history", occasions, details: this.ACTION(() => [...before, ...after]) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("at"));
          const at = this.SUBRULE(this.moment);
          const after = this.SUBRULE3(this.details);
          const details = this.ACTION(() => [...before, ...after]);
          return { kind: "question", at, details, answer: this.SUBRULE(this.answer) };
        },
      },
    ]);
  });

  /** A contact, an event, an act, a charge, a duty or a rule of the law: what happened, or what is asked. */
  readonly happened = this.RULE("happened", (): HistoryLine | QuestionLine => {
    const first = this.LA(1);
    const head = this.choose<Head>(0, [
      { ALT: () => (this.CONSUME(word("charge")), { of: "charge", what: this.named(this.CONSUME(list.charge)) }) },
      { ALT: () => ({ of: "contact", what: this.named(this.CONSUME(list.made)) }) },
      { ALT: () => ({ of: "act", what: this.named(this.CONSUME(list.deed)) }) },
      { ALT: () => ({ of: "event", what: this.named(this.CONSUME(list.event)) }) },
      { ALT: () => (this.CONSUME(word("duty")), { of: "duty", what: this.SUBRULE1(this.name) }) },
      { ALT: () => (this.CONSUME(word("law")), { of: "law", what: this.SUBRULE2(this.name) }) },
    ]);
    const rest = this.SUBRULE(this.rest);
    return { ...rest, ...head, span: this.since(first) };
  });

  /** One line of an example. */
  readonly exampleLine = this.RULE("exampleLine", (): ExampleLine =>
    this.choose<ExampleLine>(0, [
      { ALT: () => this.SUBRULE(this.collectorLine) },
      { ALT: () => this.SUBRULE(this.debtorLine) },
      { ALT: () => this.SUBRULE(this.debtLine) },
      { ALT: () => this.SUBRULE(this.happened) },
    ]),
  );
}

const NO_CLAUSES: DebtClause = { debt: null, type: null, contract: null, days: [], facts: [] };
