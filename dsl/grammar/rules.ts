/** Rule sentences: one grammar for the law and for house rules. Those about money, time, notices and hours are in `amounts.ts`, `periods.ts`, `notices.ts` and `hours.ts`. */
import type { Exclusion } from "../../engine/index.ts";
import { Comma, list, word } from "../tokens/table.ts";
import type { BlockNode, CapNode, CapSpanNode, ContentNode, ExcludingNode, SentenceNode, SilenceNode } from "../tree/rule.ts";
import type { DaysNode } from "../tree/words.ts";
import { HoursGrammar } from "./hours.ts";

const NO_CONSENT: Pick<CapNode, "unless" | "consentInWriting"> = { unless: [], consentInWriting: false };
type Said = Pick<ContentNode, "forbidden" | "contents" | "gives" | "leavesPeriod">;

export class RulesGrammar extends HoursGrammar {
  readonly cap = this.RULE("cap", (): CapNode => {
    const first = this.phrase(0, "at most");
    const n = this.SUBRULE(this.number);
    const unit = this.named(this.CONSUME(list.counted));
    const by = this.OPTION1(() => this.SUBRULE(this.byChannels)) ?? [];
    const narrowed = this.SUBRULE(this.narrowing);
    const purposes = this.OPTION4(() => this.SUBRULE(this.forPurposes)) ?? [];
    const within = this.choose<CapSpanNode>(0, [
      { ALT: () => (this.CONSUME(word("ever")), { unit: "ever" }) },
      { ALT: () => (this.phrase(1, "in any"), this.SUBRULE(this.capSpan)) },
    ]);
    const key = this.OPTION2(() => this.SUBRULE(this.perKey)) ?? null;
    const begins = this.OPTION3(() => this.SUBRULE(this.capBeginning)) ?? { since: null, afterFirst: null };
    const except = this.OPTION5(() => (this.CONSUME(word("except")), this.SUBRULE(this.purposes))) ?? [];
    const lifted = this.OPTION6(() => this.SUBRULE(this.unlessConsent)) ?? NO_CONSENT;
    return { kind: "cap", n, unit, by, ...narrowed, purposes, within, key, ...begins, except, ...lifted, span: this.since(first) };
  });

  /** `after the first conversation`, `after the first contact in arrears`, `after cease-request in writing`. */
  readonly capBeginning = this.RULE("capBeginning", (): Pick<CapNode, "since" | "afterFirst"> =>
    this.choose<Pick<CapNode, "since" | "afterFirst">>(0, [
      {
        ALT: () => {
          this.phrase(0, "after the first");
          const afterFirst = this.choose<"conversation" | "contact-in-arrears">(1, [
            { ALT: () => (this.CONSUME(word("conversation")), "conversation") },
            { ALT: () => (this.phrase(1, "contact in arrears"), "contact-in-arrears") },
          ]);
          return { since: null, afterFirst };
        },
      },
      { ALT: () => ({ since: this.SUBRULE(this.trigger), afterFirst: null }) },
    ]),
  );

  /** `7 days`, `3 months`, `calendar month`, `calendar week from sun`. */
  readonly capSpan = this.RULE("capSpan", (): CapSpanNode =>
    this.choose<CapSpanNode>(0, [
      { ALT: () => ({ unit: "days", days: this.SUBRULE(this.days) }) },
      {
        ALT: () => {
          const months = this.SUBRULE(this.number);
          this.CONSUME(word("months"));
          return { unit: "months", months };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("calendar"));
          return this.choose<CapSpanNode>(1, [
            { ALT: () => (this.CONSUME(word("month")), { unit: "month" }) },
            { ALT: () => (this.phrase(0, "week from"), { unit: "week", from: this.named(this.CONSUME(list.weekday)) }) },
          ]);
        },
      },
    ]),
  );

  readonly silence = this.RULE("silence", (): SilenceNode => {
    const first = this.CONSUME(word("after"));
    this.SUBRULE(this.article);
    const unit = this.named(this.CONSUME(list.counted));
    const by = this.OPTION1(() => this.SUBRULE(this.byChannels)) ?? [];
    this.CONSUME(word("no"));
    const targets = this.SUBRULE(this.contactTargets);
    this.CONSUME(word("for"));
    const days = this.SUBRULE(this.days);
    const key = this.OPTION2(() => this.SUBRULE(this.perKey)) ?? null;
    const lifted = this.OPTION3(() => this.SUBRULE(this.unlessConsent)) ?? NO_CONSENT;
    return { kind: "silence", unit, by, targets, days, key, ...lifted, span: this.since(first) };
  });

  readonly block = this.RULE("block", (): BlockNode => {
    const first = this.LA(1);
    this.OR1([{ ALT: () => this.CONSUME(word("never")) }, { ALT: () => this.CONSUME(word("no")) }]);
    const gated = this.SUBRULE(this.gated);
    const tail = this.SUBRULE(this.blockTail);
    return { kind: "block", ...gated, ...tail, span: this.since(first) };
  });

  /** `while the debt is barred`; `since the debt was barred`, from where the first one counts. */
  readonly ofBarred = this.RULE("ofBarred", (): "while" | "since" =>
    this.choose<"while" | "since">(0, [
      { ALT: () => this.SUBRULE(this.whileBarred) },
      { ALT: () => (this.phrase(0, "since the debt was barred"), "since") },
    ]),
  );

  readonly content = this.RULE("content", (): ContentNode => {
    const first = this.LA(1);
    const when = this.choose<ContentNode["when"]>(0, [
      {
        ALT: () => {
          this.CONSUME(word("every"));
          return this.OPTION1(() => this.CONSUME(word("later"))) === undefined ? "every" : "later";
        },
      },
      { ALT: () => (this.phrase(0, "the first"), "first") },
    ]);
    const targets = this.SUBRULE(this.actTargets);
    const by = this.OPTION9(() => this.SUBRULE(this.byChannels)) ?? [];
    const narrowed = this.SUBRULE(this.narrowing);
    const purposes = this.OPTION5(() => this.SUBRULE(this.forPurposes)) ?? [];
    const having = this.OPTION7(() => (this.CONSUME(word("containing")), this.SUBRULE1(this.contents))) ?? [];
    this.CONSUME(word("must"));
    const says = this.SUBRULE(this.mustSay);
    const trigger = this.OPTION3(() => this.SUBRULE(this.trigger)) ?? null;
    const barred = this.OPTION6(() => this.SUBRULE(this.ofBarred)) ?? null;
    const except = this.OPTION4(() => (this.CONSUME(word("except")), this.SUBRULE(this.purposes))) ?? [];
    const unless = this.OPTION8(() => (this.phrase(2, "unless consent to"), this.SUBRULE(this.covers))) ?? [];
    const tail = { by, ...narrowed, ...says, trigger, except, barred, purposes, having, unless };
    return { kind: "content", when, targets, ...tail, span: this.since(first) };
  });

  /** What follows `must`: what the message is to carry, or the time that it is to leave. */
  readonly mustSay = this.RULE("mustSay", (): Said =>
    this.choose<Said>(0, [
      {
        ALT: () => {
          this.phrase(1, "give the rest of the validation period");
          return { forbidden: false, contents: [], gives: null, leavesPeriod: true };
        },
      },
      {
        ALT: () => {
          this.phrase(0, "give at least");
          const atLeast = this.SUBRULE(this.ruleDays);
          return { forbidden: false, contents: [], gives: { atLeast, counts: this.SUBRULE(this.countsFrom) }, leavesPeriod: false };
        },
      },
      {
        ALT: () => {
          const forbidden = this.OPTION(() => this.CONSUME(word("not"))) !== undefined;
          this.CONSUME(word("contain"));
          return { forbidden, contents: this.SUBRULE(this.contents), gives: null, leavesPeriod: false };
        },
      },
    ]),
  );

  readonly exclusion = this.RULE("exclusion", (): ExcludingNode["what"][number] => {
    const first = this.LA(1);
    let days: DaysNode | null = null;
    const exclusion = this.choose<Exclusion>(1, [
      { ALT: () => (this.CONSUME(word("replies")), "reply") },
      {
        ALT: () => {
          this.CONSUME(list.counted);
          return this.choose<Exclusion>(2, [
            { ALT: () => (this.phrase(0, "that did not connect to the dialled number"), "not-connected") },
            { ALT: () => (this.phrase(1, "that reached nobody"), "not-reached") },
            { ALT: () => (this.phrase(2, "to a number that proved wrong"), "wrong-number") },
            { ALT: () => (this.phrase(3, "to the debtor's attorney"), "professional") },
            { ALT: () => (this.phrase(4, "with prior consent given in the last"), (days = this.SUBRULE(this.days)), "consented") },
          ]);
        },
      },
    ]);
    return { exclusion, days, span: this.since(first) };
  });

  readonly excluding = this.RULE("excluding", (): ExcludingNode => {
    const first = this.phrase(0, "not counting");
    const what = [this.SUBRULE1(this.exclusion)];
    this.MANY(() => {
      this.CONSUME(Comma);
      what.push(this.SUBRULE2(this.exclusion));
    });
    return { kind: "excluding", what, span: this.since(first) };
  });

  /** One line of a house rules block. */
  readonly houseLine = this.RULE("houseLine", (): SentenceNode | ExcludingNode =>
    this.choose<SentenceNode | ExcludingNode>(0, [
      { ALT: () => this.SUBRULE(this.cap) },
      { ALT: () => this.SUBRULE(this.silence) },
      { ALT: () => this.SUBRULE(this.block) },
      { ALT: () => this.SUBRULE(this.content) },
      { ALT: () => this.SUBRULE(this.excluding) },
      { ALT: () => this.SUBRULE(this.noticeBefore) },
      { ALT: () => this.SUBRULE(this.deadline) },
      { ALT: () => this.SUBRULE(this.amountRule) },
      { ALT: () => this.SUBRULE(this.lateAfter) },
      { ALT: () => this.SUBRULE(this.limitation) },
      { ALT: () => this.SUBRULE(this.retention) },
      { ALT: () => this.SUBRULE(this.receipt) },
      {
        ALT: () => {
          const first = this.phrase(0, "people decide");
          return { kind: "standard", text: this.SUBRULE1(this.text), span: this.since(first) };
        },
      },
      {
        ALT: () => {
          const first = this.phrase(1, "the law is silent");
          return { kind: "none", text: this.SUBRULE2(this.text), span: this.since(first) };
        },
      },
      { ALT: () => this.SUBRULE(this.onlySentence) },
    ]),
  );
}
