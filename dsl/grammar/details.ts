/** What a line of an example says beside its head and its day. */
import { Comma, DateToken, list, Num, Text, word } from "../tokens/table.ts";
import type { DetailNode, InstantNode } from "../tree/example.ts";
import type { Name, Quoted } from "../tree/words.ts";
import { RulesGrammar } from "./rules.ts";

type Says = DetailNode extends infer Detail ? (Detail extends DetailNode ? Omit<Detail, "span"> : never) : never;

export class DetailsGrammar extends RulesGrammar {
  /** `2026-03-08 14:30`. */
  readonly moment = this.RULE("moment", (): InstantNode => {
    const first = this.LA(1);
    const date = this.SUBRULE(this.date);
    const time = this.OPTION(() => this.SUBRULE(this.time)) ?? null;
    return { date, time, span: this.since(first) };
  });

  readonly labels = this.RULE("labels", (): Quoted[] => {
    const labels = [this.SUBRULE1(this.text)];
    this.MANY({
      GATE: () => this.comes(2, Text),
      DEF: () => {
        this.CONSUME(Comma);
        labels.push(this.SUBRULE2(this.text));
      },
    });
    return labels;
  });

  /** How a call or visit went. */
  readonly outcome = this.RULE("outcome", (): string =>
    this.choose<string>(0, [
      { ALT: () => (this.CONSUME(word("answered")), "conversation") },
      { ALT: () => (this.CONSUME(word("busy")), "busy") },
      { ALT: () => (this.CONSUME(word("dropped")), "dropped") },
      { ALT: () => (this.phrase(1, "not in service"), "not-in-service") },
      { ALT: () => (this.phrase(2, "without answer"), "no-answer") },
      { ALT: () => (this.phrase(3, "without mailbox"), "no-mailbox") },
    ]),
  );

  readonly receiver = this.RULE("receiver", (): Name =>
    this.named(
      this.OR([
        { ALT: () => this.CONSUME(list.line) },
        { ALT: () => this.CONSUME(list.person) },
        { ALT: () => this.CONSUME(list.channel) },
        { ALT: () => this.CONSUME(list.covers) },
      ]),
    ),
  );

  /** `to mobile`, `to attorney`, `to sms, email`, `to a wrong number`. */
  readonly toWhom = this.RULE("toWhom", (): Says => {
    this.CONSUME(word("to"));
    return this.choose<Says>(0, [
      { ALT: () => (this.phrase(0, "a wrong number"), { says: "outcome", outcome: "wrong-number" }) },
      {
        ALT: () => {
          const to = [this.SUBRULE1(this.receiver)];
          this.MANY(() => (this.CONSUME(Comma), to.push(this.SUBRULE2(this.receiver))));
          return { says: "address", to };
        },
      },
    ]);
  });

  /** `with a message`, `with autodialled dialling`. */
  readonly withWhat = this.RULE("withWhat", (): Says => {
    this.CONSUME(word("with"));
    return this.choose<Says>(0, [
      {
        ALT: () => {
          this.CONSUME(word("a"));
          const limited = this.OPTION(() => this.CONSUME(word("limited"))) !== undefined;
          this.CONSUME(word("message"));
          return { says: "outcome", outcome: limited ? "limited-message" : "message" };
        },
      },
      {
        ALT: () => {
          const dialing = this.named(this.CONSUME(list.dialing));
          this.CONSUME(word("dialling"));
          return { says: "dialling", dialing };
        },
      },
    ]);
  });

  /** `of 300 USD`, `of email`, `of relief standard`, `of chapter 13`. */
  readonly ofWhat = this.RULE("ofWhat", (): Says => {
    this.CONSUME(word("of"));
    return this.choose<Says>(0, [
      { GATE: () => this.comes(1, Num), ALT: () => ({ says: "sum", sum: this.SUBRULE(this.money) }) },
      { ALT: () => ({ says: "channels", channels: this.SUBRULE(this.channels) }) },
      {
        ALT: () => {
          this.CONSUME(word("relief"));
          const relief = this.named(this.OR1([{ ALT: () => this.CONSUME(word("standard")) }, { ALT: () => this.CONSUME(word("crisis")) }]));
          return { says: "relief", relief };
        },
      },
      { ALT: () => (this.CONSUME(word("chapter")), { says: "chapter", chapter: this.SUBRULE(this.number) }) },
    ]);
  });

  /** `in writing`, `in reply`, `from the debtor`, `from the attorney`, `from 2026-01-01 to 2026-03-01`. */
  readonly inOrFrom = this.RULE("inOrFrom", (): Says =>
    this.choose<Says>(0, [
      { ALT: () => (this.phrase(0, "in writing"), { says: "form", form: "written" }) },
      { ALT: () => (this.phrase(1, "in reply"), { says: "reply" }) },
      {
        ALT: () => {
          this.phrase(0, "from the");
          const from = this.choose<"debtor" | "attorney">(1, [
            { ALT: () => (this.CONSUME(word("debtor")), "debtor") },
            { ALT: () => (this.CONSUME(word("attorney")), "attorney") },
          ]);
          return { says: "inbound", from };
        },
      },
      {
        ALT: () => {
          this.CONSUME2(word("from"));
          const from = this.SUBRULE1(this.date);
          this.CONSUME2(word("to"));
          return { says: "span", from, to: this.SUBRULE2(this.date) };
        },
      },
    ]),
  );

  /** `claiming collection-costs of 90 EUR`. */
  readonly claiming = this.RULE("claiming", (): Says => {
    this.CONSUME(word("claiming"));
    const charge = this.named(this.CONSUME(list.charge));
    const sum = this.OPTION({ GATE: () => this.comes(2, Num), DEF: () => (this.CONSUME(word("of")), this.SUBRULE(this.money)) });
    return { says: "claims", charge, sum: sum ?? null };
  });

  readonly says = this.RULE("says", (): Says =>
    this.choose<Says>(0, [
      { ALT: () => ({ says: "outcome", outcome: this.SUBRULE(this.outcome) }) },
      { ALT: () => this.SUBRULE(this.toWhom) },
      { ALT: () => this.SUBRULE(this.withWhat) },
      { ALT: () => this.SUBRULE(this.ofWhat) },
      { ALT: () => this.SUBRULE(this.inOrFrom) },
      { ALT: () => (this.CONSUME(word("at")), { says: "place", place: this.named(this.CONSUME(list.contactPlace)) }) },
      { ALT: () => (this.CONSUME(word("for")), { says: "purpose", purpose: this.named(this.CONSUME(list.purpose)) }) },
      { ALT: () => (this.CONSUME(word("containing")), { says: "contents", contents: this.SUBRULE(this.contents) }) },
      { ALT: () => (this.phrase(0, "disputable until"), { says: "disputable", until: this.SUBRULE1(this.date) }) },
      { ALT: () => (this.CONSUME(word("received")), { says: "received", received: this.SUBRULE(this.moment) }) },
      { ALT: () => (this.CONSUME(word("address")), { says: "label", label: this.SUBRULE(this.text) }) },
      { ALT: () => (this.CONSUME(word("about")), { says: "debts", debts: this.SUBRULE(this.labels) }) },
      { ALT: () => (this.CONSUME(word("orally")), { says: "form", form: "oral" }) },
      { ALT: () => (this.phrase(2, "sent by"), { says: "medium", medium: this.named(this.CONSUME(list.channel)) }) },
      { ALT: () => (this.phrase(0, "on ground"), { says: "ground", ground: this.named(this.CONSUME(list.ground)) }) },
      { ALT: () => (this.phrase(1, "asking for"), { says: "request", request: this.named(this.CONSUME(list.request)) }) },
      {
        ALT: () => {
          this.CONSUME(word("by"));
          return this.choose<Says>(1, [
            { ALT: () => ({ says: "by", by: this.SUBRULE2(this.date) }) },
            { ALT: () => ({ says: "teller", teller: this.named(this.CONSUME(list.speaker)) }) },
          ]);
        },
      },
      { ALT: () => (this.CONSUME2(word("until")), { says: "until", until: this.SUBRULE3(this.date) }) },
      { ALT: () => (this.phrase(0, "ruling out"), { says: "blocked", spell: this.SUBRULE(this.spell) }) },
      { ALT: () => (this.CONSUME(word("agreed")), { says: "agreed" }) },
      { ALT: () => this.SUBRULE(this.claiming) },
    ]),
  );

  readonly detail = this.RULE("detail", (): DetailNode => {
    const first = this.LA(1);
    const says = this.SUBRULE(this.says);
    return { ...says, span: this.since(first) };
  });

  readonly details = this.RULE("details", (): DetailNode[] => {
    const details: DetailNode[] = [];
    this.MANY({
      // `on 2026-03-02` and `at 2026-03-08 12:00` are the day of the line itself.
      GATE: () => !this.comes(2, DateToken) || !this.comes(1, word("on"), word("at")),
      DEF: () => details.push(this.SUBRULE(this.detail)),
    });
    return details;
  });
}
