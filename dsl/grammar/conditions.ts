/** Conditions: `balance >= large and segment is not "key"`. */
import type { IOrAlt } from "chevrotain";
import { Compare, Ident, LeftParen, Num, Percent, RightParen, Word, word } from "../tokens/table.ts";
import type { CompareWord, ExprNode, OperandNode } from "../tree/expression.ts";
import type { Name } from "../tree/words.ts";
import { WordsGrammar } from "./words.ts";

export class ConditionsGrammar extends WordsGrammar {
  readonly unit = this.RULE("unit", (): Name => {
    const first = this.LA(1);
    const text = this.choose<string>(1, [
      { ALT: () => this.CONSUME(Percent).image },
      {
        ALT: () => {
          const business = this.OPTION(() => this.CONSUME(word("business"))) !== undefined;
          this.OR2([{ ALT: () => this.CONSUME(word("days")) }, { ALT: () => this.CONSUME(word("day")) }]);
          return business ? "business days" : "days";
        },
      },
      { ALT: () => this.CONSUME(Ident).image },
    ]);
    return { text, span: this.since(first) };
  });

  readonly operand = this.RULE("operand", (): OperandNode =>
    this.choose(
      0,
      this.fixed("operand", () => this.operands()),
    ),
  );

  private operands(): IOrAlt<OperandNode>[] {
    return [
      {
        ALT: () => {
          const first = this.CONSUME(Num);
          const unit = this.OPTION(() => this.SUBRULE(this.unit)) ?? null;
          return { kind: "quantity", digits: first.image.replaceAll(",", ""), unit, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          const { text, span } = this.SUBRULE(this.text);
          return { kind: "text", text, span };
        },
      },
      {
        ALT: () => {
          const date = this.SUBRULE(this.date);
          return { kind: "date", date, span: date.span };
        },
      },
      {
        ALT: () => {
          const time = this.SUBRULE(this.time);
          return { kind: "time", time, span: time.span };
        },
      },
      { ALT: () => ({ kind: "boolean", value: true, span: this.at(this.CONSUME(word("true"))) }) },
      { ALT: () => ({ kind: "boolean", value: false, span: this.at(this.CONSUME(word("false"))) }) },
      {
        ALT: () => {
          const name = this.named(this.CONSUME(Word));
          return { kind: "word", name, span: name.span };
        },
        IGNORE_AMBIGUITIES: true,
      },
    ];
  }

  readonly compareWord = this.RULE("compareWord", (): CompareWord =>
    this.choose<CompareWord>(
      0,
      this.fixed<CompareWord>("compareWord", () => [
        { ALT: () => this.CONSUME(Compare).image as CompareWord },
        {
          ALT: () => {
            this.CONSUME(word("is"));
            return this.OPTION(() => this.CONSUME1(word("not"))) === undefined ? "=" : "!=";
          },
        },
        { ALT: () => (this.CONSUME2(word("not")), "!=") },
      ]),
    ),
  );

  readonly comparison = this.RULE("comparison", (): ExprNode => {
    const first = this.LA(1);
    const left = this.SUBRULE1(this.operand);
    const whole = this.OPTION1(() =>
      this.choose<ExprNode>(0, [
        { ALT: () => (this.phrase(0, "is known"), { kind: "known", of: left, known: true, span: this.since(first) }), IGNORE_AMBIGUITIES: true },
        { ALT: () => (this.phrase(1, "is unknown"), { kind: "known", of: left, known: false, span: this.since(first) }), IGNORE_AMBIGUITIES: true },
        {
          ALT: () => {
            this.CONSUME(word("has"));
            const no = this.OPTION2(() => this.CONSUME(word("no"))) !== undefined;
            return { kind: "has", of: left, tag: this.SUBRULE(this.text), no, span: this.since(first) };
          },
        },
        {
          ALT: () => {
            const compare = this.SUBRULE(this.compareWord);
            return { kind: "compare", compare, left, right: this.SUBRULE2(this.operand), span: this.since(first) };
          },
        },
      ]),
    );
    return whole ?? { kind: "bare", operand: left, span: this.since(first) };
  });

  readonly negated = this.RULE("negated", (): ExprNode => {
    const first = this.LA(1);
    let times = 0;
    this.MANY(() => {
      this.CONSUME(word("not"));
      times += 1;
    });
    const inner = this.choose<ExprNode>(
      0,
      this.fixed<ExprNode>("negated", () => [
        {
          ALT: () => {
            this.CONSUME(LeftParen);
            const expr = this.SUBRULE(this.condition);
            this.CONSUME(RightParen);
            return expr;
          },
        },
        { ALT: () => this.SUBRULE(this.comparison) },
      ]),
    );
    return times % 2 === 0 ? inner : { kind: "not", of: inner, span: this.since(first) };
  });

  readonly both = this.RULE("both", (): ExprNode => {
    const first = this.LA(1);
    const of = [this.SUBRULE1(this.negated)];
    this.MANY(() => {
      this.CONSUME(word("and"));
      of.push(this.SUBRULE2(this.negated));
    });
    const [only] = of;
    return of.length === 1 && only !== undefined ? only : { kind: "and", of, span: this.since(first) };
  });

  readonly condition: () => ExprNode = this.RULE("condition", (): ExprNode => {
    const first = this.LA(1);
    const of = [this.SUBRULE1(this.both)];
    this.MANY(() => {
      this.CONSUME(word("or"));
      of.push(this.SUBRULE2(this.both));
    });
    const [only] = of;
    return of.length === 1 && only !== undefined ? only : { kind: "or", of, span: this.since(first) };
  });
}
