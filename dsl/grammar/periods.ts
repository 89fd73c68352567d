/** Sentences about time: when a debt is late, how long it can be sued on, how long records are kept. */
import { list, word } from "../tokens/table.ts";
import type { DueDateNode, LimitationNode, RetentionNode } from "../tree/rule.ts";
import type { Name, NumberNode } from "../tree/words.ts";
import { AmountsGrammar } from "./amounts.ts";

type Period = Omit<LimitationNode, "kind" | "bars" | "extinguishes" | "span">;

/** What only counsel can tell of a debt. */
const AS_FIXED: Period = { years: null, months: null, types: [], contracts: [], from: null, toYearEnd: false, restartedBy: [], revivable: false };

export class PeriodsGrammar extends AmountsGrammar {
  readonly acts = this.listRule("acts", list.act);

  /** `a debt is late 30 days after invoice and at most 60 days if agreed`. */
  readonly lateAfter = this.RULE("lateAfter", (): DueDateNode => {
    const first = this.phrase(0, "a debt is late");
    const days = this.SUBRULE1(this.days);
    this.CONSUME(word("after"));
    const after = this.choose<DueDateNode["after"]>(0, [
      { ALT: () => (this.CONSUME(word("invoice")), "invoice") },
      { ALT: () => (this.CONSUME(word("receipt")), "receipt") },
      { ALT: () => (this.CONSUME(word("delivery")), "delivery") },
    ]);
    const longest = this.OPTION(() => {
      this.phrase(1, "and at most");
      const days = this.SUBRULE2(this.days);
      this.phrase(2, "if agreed");
      return days;
    });
    return { kind: "due-date", days, after, longest: longest ?? null, span: this.since(first) };
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

  /** `6 years for written contracts from default to the end of the year restarted by payment even when over`. */
  readonly ownPeriod = this.RULE("ownPeriod", (): Period => {
    const period = this.SUBRULE(this.period);
    let scope: Pick<LimitationNode, "types" | "contracts"> = { types: [], contracts: [] };
    this.MANY(() => {
      scope = { ...scope, ...this.SUBRULE(this.periodScope) };
    });
    this.CONSUME(word("from"));
    const from = this.named(this.CONSUME(list.periodStart));
    const toYearEnd = this.OPTION1(() => this.phrase(0, "to the end of the year")) !== undefined;
    const restartedBy = this.OPTION2(() => (this.phrase(1, "restarted by"), this.SUBRULE(this.events))) ?? [];
    const revivable = this.OPTION3(() => this.phrase(2, "even when over")) !== undefined;
    return { ...period, ...scope, from, toYearEnd, restartedBy, revivable };
  });

  /** `limitation 6 years from default bars sue, threaten-suit`, `limitation as fixed by counsel bars sue`. */
  readonly limitation = this.RULE("limitation", (): LimitationNode => {
    const first = this.CONSUME(word("limitation"));
    const period = this.choose<Period>(0, [
      { ALT: () => (this.phrase(0, "as fixed by counsel"), AS_FIXED) },
      { ALT: () => this.SUBRULE(this.ownPeriod) },
    ]);
    this.CONSUME(word("bars"));
    const bars = this.SUBRULE(this.acts);
    const extinguishes = this.OPTION(() => this.phrase(1, "and ends the debt")) !== undefined;
    return { kind: "limitation", ...period, bars, extinguishes, span: this.since(first) };
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
