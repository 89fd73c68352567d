/** The lines of `jurisdiction` and `rule` blocks, and the headers of a file. */
import { Comma, word } from "../tokens/table.ts";
import type { JurisdictionItem, RuleLine, ModifierNode, RuleNode, ScopeNode, SeriesLine } from "../tree/rule.ts";
import type { FileItem } from "../tree/policy.ts";
import type { Name } from "../tree/words.ts";
import { ExamplesGrammar } from "./examples.ts";

export class LawGrammar extends ExamplesGrammar {
  readonly fileHeader = this.RULE("fileHeader", (): FileItem => {
    const first = this.LA(1);
    return this.choose<FileItem>(0, [
      {
        ALT: () => {
          this.CONSUME(word("policy"));
          return { kind: "policy", name: this.SUBRULE1(this.text), items: [], damaged: false, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("jurisdiction"));
          return { kind: "jurisdiction", place: this.SUBRULE(this.name), title: this.SUBRULE2(this.text), items: [], span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("test"));
          return { kind: "test", title: this.SUBRULE3(this.text), lines: [], span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("shared"));
          return { kind: "shared", name: this.SUBRULE4(this.text), items: [], damaged: false, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("use"));
          return { kind: "use", path: this.SUBRULE5(this.text), span: this.since(first) };
        },
      },
    ]);
  });

  readonly jurisdictionLine = this.RULE("jurisdictionLine", (): JurisdictionItem => {
    const first = this.LA(1);
    return this.choose<JurisdictionItem>(0, [
      {
        ALT: () => {
          this.CONSUME(word("source"));
          return { kind: "source", name: this.SUBRULE1(this.name), title: this.SUBRULE1(this.text), span: this.since(first) };
        },
      },
      { ALT: () => (this.CONSUME(word("members")), { kind: "members", places: this.SUBRULE(this.names), span: this.since(first) }) },
      { ALT: () => this.SUBRULE(this.ruleHeader) },
      {
        ALT: () => {
          this.CONSUME(word("series"));
          const name = this.SUBRULE2(this.name);
          return { kind: "series", name, title: this.SUBRULE3(this.text), lines: [], span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("example"));
          return { kind: "example", title: this.SUBRULE2(this.text), lines: [], span: this.since(first) };
        },
      },
    ]);
  });

  readonly ruleHeader = this.RULE("ruleHeader", (): RuleNode => {
    const first = this.CONSUME(word("rule"));
    return { kind: "rule", id: this.SUBRULE(this.name), summary: this.SUBRULE(this.text), lines: [], span: this.since(first) };
  });

  readonly level = this.RULE("level", (): Name =>
    this.named(
      this.OR([
        { ALT: () => this.CONSUME(word("text")) },
        { ALT: () => this.CONSUME(word("secondary")) },
        { ALT: () => this.CONSUME(word("unverified")) },
        { ALT: () => this.CONSUME(word("own")) },
      ]),
    ),
  );

  readonly checkedOn = this.RULE("checkedOn", () => {
    this.phrase(0, "checked");
    return this.SUBRULE(this.date);
  });

  readonly cites = this.RULE("cites", (): Extract<RuleLine, { readonly kind: "cites" }> => {
    const first = this.CONSUME(word("cites"));
    const source = this.SUBRULE(this.name);
    const reference = this.OPTION(() => this.SUBRULE(this.text)) ?? null;
    return { kind: "cites", source, reference, span: this.since(first) };
  });

  readonly confidence = this.RULE("confidence", (): Extract<RuleLine, { readonly kind: "confidence" }> => {
    const first = this.CONSUME(word("confidence"));
    const level = this.SUBRULE(this.level);
    const checked = this.OPTION1(() => {
      this.OPTION2(() => this.CONSUME(Comma));
      return this.SUBRULE(this.checkedOn);
    });
    return { kind: "confidence", level, checked: checked ?? null, span: this.since(first) };
  });

  /** One line of a series: `from 2024-08-01 5.00%`. */
  readonly seriesLine = this.RULE("seriesLine", (): SeriesLine => {
    const first = this.LA(1);
    return this.choose<SeriesLine>(0, [
      { ALT: () => this.SUBRULE(this.cites) },
      { ALT: () => this.SUBRULE(this.confidence) },
      { ALT: () => (this.phrase(0, "verified to"), { kind: "verified", to: this.SUBRULE1(this.date), span: this.since(first) }) },
      {
        ALT: () => {
          this.CONSUME(word("from"));
          const from = this.SUBRULE2(this.date);
          return { kind: "value", from, rate: this.SUBRULE(this.rate), span: this.since(first) };
        },
      },
    ]);
  });

  readonly ruleIds = this.RULE("ruleIds", (): Name[] => {
    const ids = [this.SUBRULE1(this.name)];
    this.MANY(() => (this.CONSUME(Comma), ids.push(this.SUBRULE2(this.name))));
    return ids;
  });

  /** `modifies us.regf.call-frequency "What is counted"`, `decides whom us.regf.time-window bind`. */
  readonly touching = this.RULE("touching", (): ModifierNode | ScopeNode => {
    const first = this.LA(1);
    const said = this.choose<Pick<ModifierNode | ScopeNode, "kind" | "touches">>(0, [
      { ALT: () => (this.CONSUME(word("modifies")), { kind: "modifier", touches: this.SUBRULE1(this.ruleIds) }) },
      {
        ALT: () => {
          this.phrase(0, "decides whom");
          const touches = this.SUBRULE2(this.ruleIds);
          this.CONSUME(word("bind"));
          return { kind: "scope", touches };
        },
      },
    ]);
    const text = this.OPTION(() => this.SUBRULE(this.text)) ?? null;
    return { ...said, text, span: this.since(first) };
  });

  /** One line of a rule block. */
  readonly ruleLine = this.RULE("ruleLine", (): RuleLine => {
    const first = this.LA(1);
    return this.choose<RuleLine>(0, [
      { ALT: () => this.SUBRULE(this.cites) },
      {
        ALT: () => {
          this.phrase(0, "in force");
          const from = this.OPTION2(() => (this.CONSUME(word("from")), this.SUBRULE1(this.date))) ?? null;
          const until = this.OPTION3(() => (this.CONSUME(word("until")), this.SUBRULE2(this.date))) ?? null;
          return { kind: "in force", from, until, span: this.since(first) };
        },
      },
      { ALT: () => this.SUBRULE(this.confidence) },
      { ALT: () => (this.phrase(1, "not in"), { kind: "not in", places: this.SUBRULE(this.names), span: this.since(first) }) },
      { ALT: () => this.SUBRULE(this.binds) },
      { ALT: () => this.SUBRULE(this.touching) },
      { ALT: () => this.SUBRULE(this.houseLine) },
    ]);
  });
}
