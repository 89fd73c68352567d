/** Sentences about money: what may be charged, at which rate, in which bands. */
import { Colon, Comma, DayCount, list, Num, Percent, word } from "../tokens/table.ts";
import type { AmountRuleNode, BoundsNode, LimitNode, RateNode, StepNode } from "../tree/rule.ts";
import type { MoneyNode, NumberNode } from "../tree/words.ts";
import { BindingsGrammar } from "./bindings.ts";

const UNBOUND: BoundsNode = { atLeast: null, atMost: null };

export class AmountsGrammar extends BindingsGrammar {
  readonly charges = this.listRule("charges", list.charge);

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

  /** `in total`, `in total over 6 months`. */
  readonly inTotal = this.RULE("inTotal", (): NonNullable<AmountRuleNode["inTotal"]> => {
    const first = this.LA(1);
    this.phrase(0, "in total");
    const months = this.OPTION(() => {
      this.CONSUME(word("over"));
      const number = this.SUBRULE(this.number);
      this.OR([{ ALT: () => this.CONSUME(word("month")) }, { ALT: () => this.CONSUME(word("months")) }]);
      return number;
    });
    return { months: months ?? null, span: this.since(first) };
  });

  readonly ifAgreed = this.RULE("ifAgreed", (): Pick<AmountRuleNode, "onlyAgreed" | "unlessAgreed"> =>
    this.choose<Pick<AmountRuleNode, "onlyAgreed" | "unlessAgreed">>(0, [
      { ALT: () => (this.phrase(0, "only if agreed"), { onlyAgreed: true, unlessAgreed: false }) },
      { ALT: () => (this.phrase(1, "unless agreed"), { onlyAgreed: false, unlessAgreed: true }) },
    ]),
  );

  /** `charge late-compensation at most 40 EUR once per debt`. */
  readonly amountRule = this.RULE("amountRule", (): AmountRuleNode => {
    const first = this.CONSUME(word("charge"));
    const charges = this.SUBRULE(this.charges);
    const limit = this.SUBRULE(this.limit);
    const agreed = this.OPTION1(() => this.SUBRULE(this.ifAgreed)) ?? { onlyAgreed: false, unlessAgreed: false };
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
    const inTotal = this.OPTION5(() => this.SUBRULE(this.inTotal)) ?? null;
    const key = this.OPTION3(() => this.SUBRULE(this.perKey)) ?? null;
    const barred = this.OPTION4(() => this.SUBRULE(this.whileBarred)) ?? null;
    return { kind: "amount", charges, limit, ...agreed, times: times ?? null, inTotal, key, barred, span: this.since(first) };
  });
}
