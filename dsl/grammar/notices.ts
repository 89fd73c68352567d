/** Sentences about what must have gone before: notices, duties with a deadline, consents, presumed receipt. */
import { Comma, list, word } from "../tokens/table.ts";
import type { ConsentNode, CountsFromNode, DeadlineNode, NoticeBeforeNode, ReceiptNode, TriggerNode } from "../tree/rule.ts";
import type { Name, NumberNode } from "../tree/words.ts";
import { PeriodsGrammar } from "./periods.ts";

interface Gated {
  readonly targets: Name[];
  readonly charges: Name[];
}

export class NoticesGrammar extends PeriodsGrammar {
  /** `sue, charge collection-costs, email`: acts and channels; `charge` may name its types. */
  readonly gated = this.RULE("gated", (): Gated => {
    const targets = [this.SUBRULE1(this.actTarget)];
    const charges: (readonly Name[])[] = [];
    this.OPTION1(() => charges.push(this.SUBRULE1(this.charges)));
    this.MANY({
      GATE: () => this.comes(2, list.channel, list.act),
      DEF: () => {
        this.CONSUME(Comma);
        targets.push(this.SUBRULE2(this.actTarget));
        this.OPTION2(() => charges.push(this.SUBRULE2(this.charges)));
      },
    });
    return { targets, charges: this.ACTION(() => charges.flat()) };
  });

  readonly countsFrom = this.RULE("countsFrom", (): CountsFromNode => {
    const first = this.CONSUME(word("from"));
    return this.choose<CountsFromNode>(0, [
      { ALT: () => (this.CONSUME(word("sending")), { from: "sending", after: null, span: this.since(first) }) },
      { ALT: () => (this.CONSUME(word("receipt")), { from: "receipt", after: null, span: this.since(first) }) },
      {
        ALT: () => {
          this.phrase(1, "presumed receipt");
          const after = this.SUBRULE(this.ruleDays);
          this.phrase(2, "after sending");
          return { from: "presumed receipt", after, span: this.since(first) };
        },
      },
    ]);
  });

  /** `before sue a letter-of-claim by letter must be at least 30 days old from sending`. */
  /** `letter-of-claim or default-notice`; `message` for any, which is none of them by name. */
  readonly noticeWords = this.RULE("noticeWords", (): Name[] =>
    this.choose<Name[]>(0, [{ ALT: () => (this.CONSUME(word("message")), []) }, { ALT: () => this.SUBRULE(this.noticeNames) }]),
  );

  /** `a`, or `the first of at least 2`. */
  readonly givenBefore = this.RULE("givenBefore", (): NumberNode | null =>
    this.choose<NumberNode | null>(0, [
      { ALT: () => (this.phrase(0, "the first of at least"), this.SUBRULE(this.number)) },
      { ALT: () => (this.SUBRULE(this.article), null) },
    ]),
  );

  readonly noticeBefore = this.RULE("noticeBefore", (): NoticeBeforeNode => {
    const first = this.CONSUME(word("before"));
    const gated = this.SUBRULE(this.gated);
    const purposes = this.OPTION4(() => this.SUBRULE(this.forPurposes)) ?? [];
    const given = this.SUBRULE(this.givenBefore);
    const notices = this.SUBRULE(this.noticeWords);
    const by = this.OPTION1(() => this.SUBRULE(this.byChannels)) ?? [];
    const afterDue = this.OPTION7(() => this.phrase(4, "sent after due")) !== undefined;
    const naming = this.LA(1);
    const namingSum = this.OPTION8(() => (this.phrase(5, "naming the sum"), { span: this.since(naming) })) ?? null;
    this.phrase(0, "must be at least");
    const atLeast = this.SUBRULE1(this.ruleDays);
    this.CONSUME(word("old"));
    const atMost = this.OPTION2(() => {
      this.phrase(1, "and at most");
      const days = this.SUBRULE2(this.ruleDays);
      this.phrase(2, "old");
      return days;
    });
    const counts = this.SUBRULE(this.countsFrom);
    const orConversation = this.OPTION6(() => this.phrase(3, "unless after a conversation")) !== undefined;
    const key = this.OPTION3(() => this.SUBRULE(this.perKey)) ?? null;
    const barred = this.OPTION5(() => this.SUBRULE(this.whileBarred)) ?? null;
    const ages = { atLeast, atMost: atMost ?? null, counts };
    const which = { notices, by, given, afterDue, namingSum, orConversation };
    return { kind: "notice-before", ...gated, purposes, ...which, ...ages, key, barred, span: this.since(first) };
  });

  readonly duty = this.RULE("duty", (): DeadlineNode["duty"] =>
    this.choose<DeadlineNode["duty"]>(0, [
      {
        ALT: () => {
          this.CONSUME(word("send"));
          const contents = this.SUBRULE(this.contents);
          const by = this.OPTION(() => this.SUBRULE(this.byChannels)) ?? [];
          return { does: "send", contents, by };
        },
      },
      { ALT: () => (this.CONSUME(word("record")), { does: "record", event: this.named(this.CONSUME(list.event)) }) },
    ]),
  );

  /** `after the first communication`, or an event with what a trigger may say of it. */
  readonly dutyBegins = this.RULE("dutyBegins", (): DeadlineNode["after"] => {
    const first = this.CONSUME(word("after"));
    return this.choose<TriggerNode | "contact" | "communication">(0, [
      {
        ALT: () => {
          this.phrase(0, "the first");
          return this.choose<"contact" | "communication">(1, [
            { ALT: () => (this.CONSUME(word("contact")), "contact") },
            { ALT: () => (this.CONSUME(word("communication")), "communication") },
          ]);
        },
      },
      { ALT: () => (this.SUBRULE(this.article), { ...this.SUBRULE(this.triggerEvent), span: this.since(first) }) },
    ]);
  });

  /** `must send validation-notice within 5 days after the first communication else no contact`. */
  readonly deadline = this.RULE("deadline", (): DeadlineNode => {
    const first = this.CONSUME(word("must"));
    const duty = this.SUBRULE(this.duty);
    this.CONSUME(word("within"));
    const within = this.SUBRULE(this.ruleDays);
    const after = this.SUBRULE(this.dutyBegins);
    const otherwise = this.OPTION1(() => (this.phrase(0, "else no"), this.SUBRULE(this.acts))) ?? [];
    const key = this.OPTION2(() => this.SUBRULE(this.perKey)) ?? null;
    return { kind: "deadline", duty, within, after, otherwise, key, span: this.since(first) };
  });

  /** What follows `only`: `with consent to channel in writing given in the last 60 days`. */
  readonly withConsent = this.RULE("withConsent", (): Pick<ConsentNode, "covers" | "form" | "fresh"> => {
    this.phrase(0, "with consent to");
    const covers = this.named(this.CONSUME(list.covers));
    const form = this.OPTION1(() =>
      this.choose<"oral" | "written">(0, [
        { ALT: () => (this.phrase(1, "in writing"), "written") },
        { ALT: () => (this.CONSUME(word("orally")), "oral") },
      ]),
    );
    const fresh = this.OPTION2(() => (this.phrase(2, "given in the last"), this.SUBRULE(this.days)));
    return { covers, form: form ?? null, fresh: fresh ?? null };
  });

  readonly nouns = this.listRule("nouns", list.post);

  /** `letters count as received 5 business days after sending`. */
  readonly receipt = this.RULE("receipt", (): ReceiptNode => {
    const first = this.LA(1);
    const nouns = this.SUBRULE(this.nouns);
    this.phrase(0, "count as received");
    const after = this.SUBRULE(this.ruleDays);
    this.phrase(1, "after sending");
    return { kind: "receipt", nouns, after, span: this.since(first) };
  });
}
