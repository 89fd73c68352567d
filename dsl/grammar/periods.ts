/** Sentences about time: when a debt is late, how long it can be sued on, how long records are kept. */
import { list, word } from "../tokens/table.ts";
import type { DueDateNode, LimitationNode, RetentionNode, TollingNode } from "../tree/rule.ts";
import type { Name, NumberNode } from "../tree/words.ts";
import { AmountsGrammar } from "./amounts.ts";

type Period = Omit<LimitationNode, "kind" | "bars" | "extinguishes" | "span">;

/** What only counsel can tell of a debt. */
const AS_FIXED: Period = {
  years: null,
  months: null,
  types: [],
  contracts: [],
  from: null,
  afterDays: null,
  toYearEnd: false,
  restartedBy: [],
  revivedBy: [],
};

export class PeriodsGrammar extends AmountsGrammar {
  readonly acts = this.listRule("acts", list.act);

  /** `invoice`, `delivery and receipt`. */
  readonly lateSince = this.RULE("lateSince", (): DueDateNode["after"] =>
    this.choose<DueDateNode["after"]>(0, [
      { ALT: () => (this.CONSUME(word("invoice")), "invoice") },
      { ALT: () => (this.CONSUME3(word("receipt")), "receipt") },
      { ALT: () => (this.phrase(0, "due and receipt"), "due and receipt") },
      {
        GATE: () => this.comes(2, word("and")) && this.comes(3, word("receipt")),
        ALT: () => (this.phrase(1, "delivery and receipt"), "delivery and receipt"),
      },
      { ALT: () => (this.CONSUME3(word("delivery")), "delivery") },
    ]),
  );

  /** `a debt is late 30 days after due and receipt of an invoice containing default-warning moved to a business day or with a reminder and at most 60 days if agreed`. */
  readonly lateAfter = this.RULE("lateAfter", (): DueDateNode => {
    const first = this.phrase(0, "a debt is late");
    const days = this.SUBRULE1(this.days);
    this.CONSUME(word("after"));
    const after = this.SUBRULE(this.lateSince);
    const containing = this.OPTION1(() => (this.phrase(3, "of an invoice containing"), this.SUBRULE(this.contents))) ?? [];
    const toBusinessDay = this.OPTION2(() => this.phrase(4, "moved to a business day")) !== undefined;
    const orWith = this.OPTION3(() => {
      this.phrase(5, "or with");
      this.SUBRULE(this.article);
      return this.SUBRULE(this.noticeNames);
    });
    const longest = this.OPTION4(() => {
      this.phrase(1, "and at most");
      const days = this.SUBRULE2(this.days);
      this.phrase(2, "if agreed");
      return days;
    });
    return { kind: "due-date", days, after, containing, toBusinessDay, orWith: orWith ?? [], longest: longest ?? null, span: this.since(first) };
  });

  readonly years = this.RULE("years", (): NumberNode => {
    const n = this.SUBRULE(this.number);
    this.OR([{ ALT: () => this.CONSUME(word("years")) }, { ALT: () => this.CONSUME(word("year")) }]);
    return n;
  });

  readonly period = this.RULE("period", (): { readonly years: NumberNode; readonly months: NumberNode | null } => {
    const years = this.SUBRULE(this.years);
    const months = this.OPTION(() => {
      this.CONSUME(word("and"));
      const months = this.SUBRULE(this.number);
      this.OR([{ ALT: () => this.CONSUME(word("months")) }, { ALT: () => this.CONSUME(word("month")) }]);
      return months;
    });
    return { years, months: months ?? null };
  });

  /** `for credit, goods`, `for written contracts`. */
  readonly periodScope = this.RULE("periodScope", (): { readonly types: Name[] } | { readonly contracts: Name[] } => {
    this.CONSUME(word("for"));
    return this.choose<{ readonly types: Name[] } | { readonly contracts: Name[] }>(0, [
      { ALT: () => ({ types: this.SUBRULE(this.debtTypes) }) },
      {
        ALT: () => {
          const contracts = this.SUBRULE(this.contracts);
          this.CONSUME(word("contracts"));
          return { contracts };
        },
      },
    ]);
  });

  /** `6 years for written contracts from default to the end of the year restarted by payment revived by acknowledgement`. */
  readonly ownPeriod = this.RULE("ownPeriod", (): Period => {
    const period = this.SUBRULE(this.period);
    let scope: Pick<LimitationNode, "types" | "contracts"> = { types: [], contracts: [] };
    this.MANY(() => {
      scope = { ...scope, ...this.SUBRULE(this.periodScope) };
    });
    this.CONSUME(word("from"));
    const afterDays = this.OPTION4(() => {
      const days = this.SUBRULE(this.days);
      this.CONSUME(word("after"));
      return days;
    });
    const from = this.named(this.CONSUME(list.periodStart));
    const toYearEnd = this.OPTION1(() => this.phrase(0, "to the end of the year")) !== undefined;
    const restartedBy = this.OPTION2(() => (this.phrase(1, "restarted by"), this.SUBRULE1(this.events))) ?? [];
    const revivedBy = this.OPTION3(() => (this.phrase(2, "revived by"), this.SUBRULE2(this.events))) ?? [];
    return { ...period, ...scope, from, afterDays: afterDays ?? null, toYearEnd, restartedBy, revivedBy };
  });

  /** What a period that is over bars: some acts, or whatever is done about the debt. */
  readonly barredActs = this.RULE("barredActs", (): Pick<LimitationNode, "bars" | "extinguishes"> =>
    this.choose<Pick<LimitationNode, "bars" | "extinguishes">>(0, [
      { ALT: () => (this.CONSUME(word("bars")), { bars: this.SUBRULE(this.acts), extinguishes: false }) },
      { ALT: () => (this.phrase(0, "ends the debt"), { bars: [], extinguishes: true }) },
    ]),
  );

  /** `limitation 6 years from default bars sue`, `limitation as fixed by counsel bars sue`, `limitation stands still during military-orders`. */
  readonly limitation = this.RULE("limitation", (): LimitationNode | TollingNode => {
    const first = this.CONSUME(word("limitation"));
    return this.choose<LimitationNode | TollingNode>(0, [
      {
        ALT: () => {
          this.phrase(0, "stands still during");
          const during = this.named(this.CONSUME(list.event));
          const until = this.OPTION(() => (this.CONSUME(word("until")), this.SUBRULE(this.events))) ?? [];
          return { kind: "tolling", during, until, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.phrase(1, "as fixed by counsel");
          return { kind: "limitation", ...AS_FIXED, ...this.SUBRULE1(this.barredActs), span: this.since(first) };
        },
      },
      {
        ALT: () => {
          const period = this.SUBRULE(this.ownPeriod);
          return { kind: "limitation", ...period, ...this.SUBRULE2(this.barredActs), span: this.since(first) };
        },
      },
    ]);
  });

  readonly keptAfter = this.RULE("keptAfter", (): Name => {
    this.CONSUME(word("after"));
    return this.named(
      this.OR([
        { ALT: () => this.CONSUME(word("last-contact")) },
        { ALT: () => this.CONSUME(word("closing")) },
        { ALT: () => this.CONSUME(list.event) },
      ]),
    );
  });

  /** `keep "call recordings" for 3 years after last-contact`, `delete "bank details" 7 years after closing`. */
  readonly retention = this.RULE("retention", (): RetentionNode => {
    const first = this.LA(1);
    const what = this.choose<"keep" | "delete">(0, [
      { ALT: () => (this.CONSUME(word("keep")), "keep") },
      { ALT: () => (this.CONSUME(word("delete")), "delete") },
    ]);
    const records = this.SUBRULE(this.text);
    this.OPTION({ GATE: () => what === "keep", DEF: () => this.CONSUME(word("for")) });
    const years = this.SUBRULE(this.years);
    const after = this.SUBRULE(this.keptAfter);
    return { kind: "retention", what, records, years, after, span: this.since(first) };
  });
}
