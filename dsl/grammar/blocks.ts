/** The small blocks of a policy: clock, terms, plan; and what is named once: amounts and definitions. */
import { Comma, word } from "../tokens/table.ts";
import type { AmountNode, ClockLine, DefineNode, OnboardingNode, PlanLine, PolicyBlock, TermsLine } from "../tree/policy.ts";
import type { DaysNode, NumberNode } from "../tree/words.ts";
import { ActionsGrammar } from "./actions.ts";

type Head<Line> = Line extends unknown ? Omit<Line, "when" | "approval" | "span"> : never;
type OnboardingHead = Head<OnboardingNode>;

export class BlocksGrammar extends ActionsGrammar {
  /** Blocks that policies may share. */
  readonly sharedHeader = this.RULE("sharedHeader", (): PolicyBlock => {
    const first = this.LA(1);
    return this.choose<PolicyBlock>(0, [
      { ALT: () => (this.CONSUME(word("facts")), { kind: "facts", lines: [], span: this.at(first) }) },
      { ALT: () => (this.phrase(0, "house rules"), { kind: "house", lines: [], span: this.since(first) }) },
      { ALT: () => (this.CONSUME(word("plan")), { kind: "plan", name: this.SUBRULE(this.text), lines: [], span: this.since(first) }) },
    ]);
  });

  readonly blockHeader = this.RULE("blockHeader", (): PolicyBlock => {
    const first = this.LA(1);
    return this.choose<PolicyBlock>(0, [
      { ALT: () => this.SUBRULE(this.sharedHeader) },
      { ALT: () => (this.CONSUME(word("clock")), { kind: "clock", lines: [], span: this.at(first) }) },
      { ALT: () => (this.CONSUME(word("terms")), { kind: "terms", lines: [], span: this.at(first) }) },
      { ALT: () => (this.phrase(0, "on new customer"), { kind: "on new customer", lines: [], span: this.since(first) }) },
    ]);
  });

  readonly amount = this.RULE("amount", (): AmountNode => {
    const first = this.CONSUME(word("amount"));
    const name = this.SUBRULE(this.name);
    this.CONSUME(word("is"));
    return { kind: "amount", name, sums: this.SUBRULE(this.sums), span: this.since(first) };
  });

  readonly define = this.RULE("define", (): DefineNode => {
    const first = this.CONSUME(word("define"));
    const name = this.SUBRULE(this.name);
    this.CONSUME(word("as"));
    return { kind: "define", name, as: this.SUBRULE(this.condition), span: this.since(first) };
  });

  readonly moves = this.RULE("moves", (): "keep" | "return" =>
    this.choose<"keep" | "return">(0, [
      { ALT: () => (this.phrase(0, "keep the stage"), "keep") },
      {
        ALT: () => {
          this.phrase(1, "return to the stage that fits");
          this.OPTION(() => (this.CONSUME(Comma), this.phrase(2, "up or down")));
          return "return";
        },
      },
    ]),
  );

  readonly behind = this.RULE("behind", (): "lapse" | "one stage at a time" | "straight" | "late" =>
    this.choose<"lapse" | "one stage at a time" | "straight" | "late">(0, [
      { ALT: () => (this.CONSUME(word("lapse")), "lapse") },
      { ALT: () => (this.phrase(0, "one stage at a time"), "one stage at a time") },
      { ALT: () => (this.phrase(1, "straight to the stage that fits"), "straight") },
      { ALT: () => (this.CONSUME(word("late")), this.CONSUME(Comma), this.phrase(2, "keep later dates"), "late") },
    ]),
  );

  readonly clockLine = this.RULE("clockLine", (): ClockLine => {
    const first = this.LA(1);
    return this.choose<ClockLine>(1, [
      {
        ALT: () => {
          this.phrase(0, "stage of");
          const of = this.choose<"account" | "invoice">(2, [
            { ALT: () => (this.phrase(1, "the account"), "account") },
            { ALT: () => (this.phrase(2, "each invoice"), "invoice") },
          ]);
          return { kind: "stage of", of, span: this.since(first) };
        },
      },
      { ALT: () => (this.phrase(3, "anchor oldest unpaid invoice"), { kind: "anchor", span: this.since(first) }) },
      { ALT: () => (this.phrase(4, "when it moves"), { kind: "when it moves", then: this.SUBRULE(this.moves), span: this.since(first) }) },
      { ALT: () => (this.phrase(5, "when behind"), { kind: "when behind", then: this.SUBRULE(this.behind), span: this.since(first) }) },
      {
        ALT: () => {
          this.phrase(6, "when policy changes");
          const then = this.choose<"keep" | "restart" | "park">(3, [
            { ALT: () => (this.CONSUME(word("keep")), "keep") },
            { ALT: () => (this.CONSUME(word("restart")), "restart") },
            { ALT: () => (this.phrase(7, "park for a person"), "park") },
          ]);
          return { kind: "when policy changes", then, span: this.since(first) };
        },
      },
      { ALT: () => (this.CONSUME(word("tolerance")), { kind: "tolerance", amounts: this.SUBRULE(this.amounts), span: this.since(first) }) },
    ]);
  });

  readonly late = this.RULE("late", (): TermsLine => {
    const first = this.CONSUME(word("late"));
    return this.choose<TermsLine>(1, [
      {
        ALT: () => {
          this.CONSUME(word("interest"));
          const rate = this.choose<{ readonly percent: NumberNode; readonly per: "month" | "year" } | null>(2, [
            { ALT: () => (this.CONSUME1(word("statutory")), null) },
            {
              ALT: () => {
                const percent = this.SUBRULE(this.percent);
                this.CONSUME(word("per"));
                const per = this.choose<"month" | "year">(3, [
                  { ALT: () => (this.CONSUME(word("month")), "month") },
                  { ALT: () => (this.CONSUME(word("year")), "year") },
                ]);
                this.OPTION(() => (this.CONSUME(Comma), this.phrase(0, "capped by law")));
                return { percent, per };
              },
            },
          ]);
          return { kind: "late interest", rate, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("fee"));
          const amounts = this.OR4([
            { ALT: () => (this.CONSUME2(word("statutory")), null) },
            { ALT: () => this.SUBRULE(this.amounts), IGNORE_AMBIGUITIES: true },
          ]);
          return { kind: "late fee", amounts, span: this.since(first) };
        },
      },
    ]);
  });

  readonly termsLine = this.RULE("termsLine", (): TermsLine => {
    const first = this.LA(1);
    return this.choose<TermsLine>(0, [
      {
        ALT: () => {
          this.CONSUME(word("due"));
          const days = this.SUBRULE1(this.days);
          this.phrase(0, "after invoice");
          return { kind: "due", days, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("discount"));
          const percent = this.SUBRULE(this.percent);
          this.phrase(1, "when paid within");
          const within = this.SUBRULE2(this.days);
          this.phrase(2, "of invoice");
          return { kind: "discount", percent, within, span: this.since(first) };
        },
      },
      { ALT: () => this.SUBRULE(this.late) },
      {
        ALT: () => {
          this.phrase(3, "unpaid charges");
          const then = this.choose<"waive" | "keep">(4, [
            { ALT: () => (this.CONSUME(word("waive")), "waive") },
            { ALT: () => (this.CONSUME(word("keep")), "keep") },
          ]);
          return { kind: "unpaid charges", then, span: this.since(first) };
        },
      },
    ]);
  });

  readonly onboardingLine = this.RULE("onboardingLine", (): OnboardingNode => {
    const first = this.LA(1);
    const head = this.choose<OnboardingHead>(0, [
      { ALT: () => (this.phrase(0, "credit limit"), { kind: "credit limit", limit: this.SUBRULE1(this.amounts) }) },
      {
        ALT: () => {
          this.CONSUME(word("terms"));
          const due = this.choose<DaysNode | "prepayment">(1, [
            { ALT: () => (this.CONSUME(word("prepayment")), "prepayment") },
            {
              ALT: () => {
                const days = this.SUBRULE(this.days);
                this.phrase(1, "after invoice");
                return days;
              },
            },
          ]);
          return { kind: "new terms", due };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("deposit"));
          const deposit = this.OR2([{ ALT: () => this.SUBRULE(this.percent) }, { ALT: () => this.SUBRULE2(this.amounts) }]);
          return { kind: "deposit", deposit };
        },
      },
    ]);
    const when = this.OPTION1(() => (this.CONSUME(word("when")), this.SUBRULE(this.condition))) ?? null;
    const approval = this.OPTION2(() => (this.phrase(2, "requires approval by"), this.SUBRULE(this.text))) ?? null;
    return { ...head, when, approval, span: this.since(first) };
  });

  readonly planLine = this.RULE("planLine", (): PlanLine => {
    const first = this.LA(1);
    return this.choose<PlanLine>(1, [
      {
        ALT: () => {
          this.phrase(0, "up to");
          const n = this.SUBRULE1(this.number);
          const every = this.choose<"month" | "week">(2, [
            { ALT: () => (this.CONSUME(word("monthly")), "month") },
            { ALT: () => (this.CONSUME(word("weekly")), "week") },
          ]);
          this.OR3([{ ALT: () => this.CONSUME(word("installments")) }, { ALT: () => this.CONSUME(word("installment")) }]);
          const atLeast = this.OPTION(() => (this.CONSUME(Comma), this.phrase(1, "each at least"), this.SUBRULE(this.amounts))) ?? null;
          return { kind: "up to", n, every, atLeast, span: this.since(first) };
        },
      },
      { ALT: () => (this.phrase(2, "first within"), { kind: "first within", days: this.SUBRULE(this.days), span: this.since(first) }) },
      {
        ALT: () => {
          this.phrase(3, "default after");
          const missed = this.SUBRULE2(this.number);
          this.CONSUME(word("missed"));
          return { kind: "default after", missed, span: this.since(first) };
        },
      },
    ]);
  });
}
