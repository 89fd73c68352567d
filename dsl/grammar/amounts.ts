/** Sentences about money and years: what may be charged, when a debt is late, how long it can be sued on, how long records are kept. */
import { Colon, Comma, DayCount, list, Num, Percent, word } from "../tokens/table.ts";
import type { AmountRuleNode, BoundsNode, DueDateNode, LimitationNode, LimitNode, RateNode, RetentionNode, StepNode } from "../tree/rule.ts";
import type { MoneyNode, Name, NumberNode } from "../tree/words.ts";
import { TriggerGrammar } from "./triggers.ts";

type Period = Omit<LimitationNode, "kind" | "bars" | "extinguishes" | "span">;

/** What only counsel can tell of a debt. */
const AS_FIXED: Period = { years: null, months: null, types: [], contracts: [], from: null, toYearEnd: false, restartedBy: [], revivable: false };

const UNBOUND: BoundsNode = { atLeast: null, atMost: null };

export class AmountsGrammar extends TriggerGrammar {
  readonly charges = this.listRule("charges", list.charge);
  readonly acts = this.listRule("acts", list.act);
  readonly contracts = this.listRule("contracts", list.contract);

  /** `5.25%`, `minus 0.88%`. */
  readonly rate = this.RULE("rate", (): RateNode => {
    const first = this.LA(1);
    const below = this.OPTION(() => this.CONSUME(word("minus"))) !== undefined;
    const token = this.CONSUME(Num);
    this.CONSUME(Percent);
    const percent = Number(token.image.replaceAll(",", ""));
    return { percent: below ? -percent : percent, span: this.since(first) };
  });

  /** `but at least 40 EUR and at most 6,775 EUR`; either may be missing. */
  readonly bounds = this.RULE("bounds", (): BoundsNode => {
    this.CONSUME(word("but"));
    return this.choose<BoundsNode>(0, [
      {
        ALT: () => {
          this.phrase(0, "at least");
          const atLeast = this.SUBRULE1(this.money);
          const atMost = this.OPTION(() => (this.phrase(1, "and at most"), this.SUBRULE2(this.money))) ?? null;
          return { atLeast, atMost };
        },
      },
      { ALT: () => (this.phrase(2, "at most"), { atLeast: null, atMost: this.SUBRULE3(this.money) }) },
    ]);
  });

  /** `15% of the debt …`, `8% a year over boe-base …`. */
  readonly share = this.RULE("share", (): LimitNode => {
    const percent = this.SUBRULE(this.percent);
    return this.choose<LimitNode>(0, [
      {
        ALT: () => {
          this.phrase(0, "of the debt");
          return { by: "percent of debt", percent, ...(this.OPTION1(() => this.SUBRULE(this.bounds)) ?? UNBOUND) };
        },
      },
      {
        ALT: () => {
          this.phrase(1, "a year");
          const over = this.OPTION2(() => (this.CONSUME(word("over")), this.SUBRULE(this.name))) ?? null;
          const frozen = this.OPTION3(() => {
            this.phrase(2, "frozen at");
            return this.choose<"half-year" | "lateness">(1, [
              { ALT: () => (this.CONSUME(word("half-year")), "half-year") },
              { ALT: () => (this.CONSUME(word("lateness")), "lateness") },
            ]);
          });
          const dayCount = this.OPTION4(() => (this.CONSUME(word("by")), this.named(this.CONSUME(DayCount)))) ?? null;
          return { by: "yearly rate", percent, over, frozen: frozen ?? null, dayCount };
        },
      },
    ]);
  });

  /** `up to 2,500 EUR`, or `above`, which is null. */
  readonly stepEdge = this.RULE("stepEdge", (): MoneyNode | null =>
    this.choose<MoneyNode | null>(0, [
      { ALT: () => (this.phrase(0, "up to"), this.SUBRULE(this.money)) },
      { ALT: () => (this.CONSUME(word("above")), null) },
    ]),
  );

  readonly band = this.RULE("band", (): StepNode<MoneyNode> => {
    const first = this.LA(1);
    return { upTo: this.SUBRULE(this.stepEdge), value: this.SUBRULE(this.money), span: this.since(first) };
  });

  readonly slice = this.RULE("slice", (): StepNode<NumberNode> => {
    const first = this.LA(1);
    return { upTo: this.SUBRULE(this.stepEdge), value: this.SUBRULE(this.percent), span: this.since(first) };
  });

  readonly bands = this.RULE("bands", (): StepNode<MoneyNode>[] => {
    const bands = [this.SUBRULE1(this.band)];
    this.MANY(() => (this.CONSUME(Comma), bands.push(this.SUBRULE2(this.band))));
    return bands;
  });

  readonly slices = this.RULE("slices", (): StepNode<NumberNode>[] => {
    const slices = [this.SUBRULE1(this.slice)];
    this.MANY(() => (this.CONSUME(Comma), slices.push(this.SUBRULE2(this.slice))));
    return slices;
  });

  readonly limit = this.RULE("limit", (): LimitNode =>
    this.choose<LimitNode>(0, [
      {
        ALT: () => {
          this.phrase(0, "at most");
          return this.choose<LimitNode>(1, [{ ALT: () => this.SUBRULE(this.share) }, { ALT: () => ({ by: "sum", sum: this.SUBRULE(this.money) }) }]);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("by"));
          return this.choose<LimitNode>(2, [
            { ALT: () => (this.CONSUME(word("bands")), this.CONSUME1(Colon), { by: "bands", bands: this.SUBRULE(this.bands) }) },
            {
              ALT: () => {
                this.CONSUME(word("slices"));
                this.CONSUME2(Colon);
                return { by: "slices", slices: this.SUBRULE(this.slices), ...(this.OPTION(() => this.SUBRULE(this.bounds)) ?? UNBOUND) };
              },
            },
          ]);
        },
      },
    ]),
  );

  /** `charge late-compensation at most 40 EUR once per debt`. */
  readonly amountRule = this.RULE("amountRule", (): AmountRuleNode => {
    const first = this.CONSUME(word("charge"));
    const charges = this.SUBRULE(this.charges);
    const limit = this.SUBRULE(this.limit);
    const onlyAgreed = this.OPTION1(() => this.phrase(0, "only if agreed")) !== undefined;
    const times = this.OPTION2(() =>
      this.choose<NumberNode>(0, [
        { ALT: () => ({ value: 1, span: this.at(this.CONSUME(word("once"))) }) },
        {
          ALT: () => {
            this.phrase(1, "at most");
            const times = this.SUBRULE(this.number);
            this.CONSUME(word("times"));
            return times;
          },
        },
      ]),
    );
    const key = this.OPTION3(() => this.SUBRULE(this.perKey)) ?? null;
    return { kind: "amount", charges, limit, onlyAgreed, times: times ?? null, key, span: this.since(first) };
  });

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
