/** The lines of a `test` block: the account, what happens, what must come of it. */
import type { IOrAlt } from "chevrotain";
import { Comma, DateToken, list, Num, Text, word } from "../tokens/table.ts";
import type {
  AccountItem,
  ContactPatternNode,
  ExpectNode,
  HappeningNode,
  MomentNode,
  SpanNode,
  TestAccountNode,
  TestEventNode,
  TestLine,
  ValueNode,
} from "../tree/test.ts";
import type { Name, Quoted } from "../tree/words.ts";
import { EXPECTED_CONTACTS } from "../tokens/vocabulary.ts";
import { PolicyGrammar } from "./policy.ts";

type Clauses = { -readonly [Key in "channels" | "form" | "ground" | "until"]: Extract<HappeningNode, { readonly kind: "event" }>[Key] };
type MoneyWord = "payment" | "credit" | "refund" | "chargeback";
const MONEY_WORDS: readonly MoneyWord[] = ["payment", "credit", "refund", "chargeback"];

/** What an `expect` line says after its first word, without the words themselves. */
type Said = ExpectNode extends infer Node ? (Node extends unknown ? Omit<Node, "kind" | "span"> : never) : never;

export class TestsGrammar extends PolicyGrammar {
  /** A fact's value; several tags are joined with `and`. */
  readonly value = this.RULE("value", (): ValueNode => {
    const from = this.LA(1);
    const first = this.SUBRULE(this.operand);
    const more: Quoted[] = [];
    this.MANY(() => {
      this.CONSUME(word("and"));
      more.push(this.SUBRULE(this.text));
    });
    return { first, more, span: this.since(from) };
  });

  readonly invoiceItem = this.RULE("invoiceItem", (): AccountItem => {
    const first = this.CONSUME(word("invoice"));
    const sum = this.SUBRULE(this.money);
    this.CONSUME(word("due"));
    const due = this.SUBRULE1(this.date);
    const issued = this.OPTION1(() => (this.CONSUME(word("issued")), this.SUBRULE2(this.date))) ?? null;
    const id = this.OPTION2(() => (this.CONSUME(word("as")), this.SUBRULE(this.text))) ?? null;
    return { kind: "invoice", id, sum, due, issued, span: this.since(first) };
  });

  readonly without = this.RULE("without", (): AccountItem => {
    const first = this.CONSUME(word("no"));
    return this.choose<AccountItem>(0, [
      { ALT: () => (this.CONSUME(word("variant")), { kind: "variant", name: null, span: this.since(first) }) },
      { ALT: () => ({ kind: "unreachable", channel: this.named(this.CONSUME(list.channel)), span: this.since(first) }) },
    ]);
  });

  /**
   * The last alternative begins with any word: told apart by two words, it would be held against every pair of words that there is, when the
   * parser is made. So one word decides, and the gates look at the second.
   */
  readonly accountItem = this.RULE("accountItem", (): AccountItem => {
    const first = this.LA(1);
    const alternatives: IOrAlt<AccountItem>[] = [
      {
        GATE: () => this.comes(2, Num),
        ALT: () => (this.CONSUME(word("balance")), { kind: "balance", sum: this.SUBRULE(this.money), span: this.since(first) }),
        IGNORE_AMBIGUITIES: true,
      },
      {
        GATE: () => this.comes(2, DateToken),
        ALT: () => (this.CONSUME(word("due")), { kind: "due", due: this.SUBRULE1(this.date), span: this.since(first) }),
        IGNORE_AMBIGUITIES: true,
      },
      {
        GATE: () => this.comes(2, DateToken),
        ALT: () => (this.CONSUME(word("issued")), { kind: "issued", issued: this.SUBRULE2(this.date), span: this.since(first) }),
        IGNORE_AMBIGUITIES: true,
      },
      { GATE: () => this.comes(2, Num), ALT: () => this.SUBRULE(this.invoiceItem), IGNORE_AMBIGUITIES: true },
      { GATE: () => this.comes(2, word("variant"), list.channel), ALT: () => this.SUBRULE(this.without), IGNORE_AMBIGUITIES: true },
      {
        GATE: () => this.comes(2, Text),
        ALT: () => (this.CONSUME2(word("variant")), { kind: "variant", name: this.SUBRULE(this.text), span: this.since(first) }),
        IGNORE_AMBIGUITIES: true,
      },
      { ALT: () => ({ kind: "fact", name: this.SUBRULE(this.name), value: this.SUBRULE(this.value), span: this.since(first) }) },
    ];
    return this.or(0, { MAX_LOOKAHEAD: 1, DEF: alternatives });
  });

  readonly texts = this.RULE("texts", (): Quoted[] => {
    const items = [this.SUBRULE1(this.text)];
    this.MANY(() => {
      this.CONSUME(Comma);
      items.push(this.SUBRULE2(this.text));
    });
    return items;
  });

  readonly accountItems = this.RULE("accountItems", (): AccountItem[] => {
    const items = [this.SUBRULE1(this.accountItem)];
    this.MANY(() => {
      this.CONSUME(Comma);
      items.push(this.SUBRULE2(this.accountItem));
    });
    return items;
  });

  readonly testAccount = this.RULE("testAccount", (): TestAccountNode => {
    const first = this.LA(1);
    const newCustomer = this.choose<boolean>(0, [
      { ALT: () => (this.CONSUME(word("account")), false) },
      { ALT: () => (this.phrase(0, "new customer"), true) },
    ]);
    this.CONSUME1(word("in"));
    const places = this.SUBRULE(this.names);
    const debtorKind = this.OPTION1(() => {
      this.phrase(0, "owed by");
      return this.named(this.CONSUME(list.debtorKind));
    });
    const zones = this.OPTION2(() => {
      this.CONSUME2(word("in"));
      this.phrase(0, "time zone");
      return this.SUBRULE(this.texts);
    });
    const items = this.OPTION3(() => (this.CONSUME(word("with")), this.SUBRULE(this.accountItems)));
    return { kind: "account", newCustomer, places, debtorKind: debtorKind ?? null, zones: zones ?? [], items: items ?? [], span: this.since(first) };
  });

  readonly testMoment = this.RULE("testMoment", (): MomentNode => {
    const first = this.LA(1);
    const date = this.SUBRULE(this.date);
    return { date, time: this.OPTION(() => this.SUBRULE(this.time)) ?? null, span: this.since(first) };
  });

  readonly moneyMoves = this.RULE("moneyMoves", (): HappeningNode => {
    const as = this.choose<MoneyWord>(
      0,
      MONEY_WORDS.map((text) => ({ ALT: () => (this.CONSUME(word(text)), text) })),
    );
    this.CONSUME(word("of"));
    const sum = this.SUBRULE(this.money);
    const invoice = this.OPTION(() => (this.CONSUME(word("for")), this.SUBRULE(this.text))) ?? null;
    return { kind: "money", as, sum, invoice };
  });

  readonly promised = this.RULE("promised", (): HappeningNode => {
    this.phrase(0, "promise of");
    const sum = this.SUBRULE(this.money);
    this.CONSUME(word("by"));
    return { kind: "promise", sum, by: this.SUBRULE(this.date) };
  });

  readonly newInvoice = this.RULE("newInvoice", (): HappeningNode => {
    this.CONSUME(word("invoice"));
    const sum = this.SUBRULE(this.money);
    this.CONSUME(word("due"));
    const due = this.SUBRULE(this.date);
    return { kind: "invoice", sum, due, id: this.OPTION(() => (this.CONSUME(word("as")), this.SUBRULE(this.text))) ?? null };
  });

  readonly putOff = this.RULE("putOff", (): HappeningNode => {
    this.phrase(0, "due date");
    const invoice = this.OPTION(() => (this.CONSUME(word("of")), this.SUBRULE(this.text))) ?? null;
    this.CONSUME(word("becomes"));
    return { kind: "due date", invoice, due: this.SUBRULE(this.date) };
  });

  readonly toldEvent = this.RULE("toldEvent", (): HappeningNode => {
    const event = this.named(this.CONSUME(list.event));
    const clauses: Clauses = { channels: [], form: null, ground: null, until: null };
    this.MANY(() => {
      this.OR([
        { ALT: () => (this.phrase(0, "in writing"), (clauses.form = "written")) },
        { ALT: () => (this.CONSUME(word("orally")), (clauses.form = "oral")) },
        { ALT: () => (this.phrase(0, "on ground"), (clauses.ground = this.named(this.CONSUME(list.ground)))) },
        { ALT: () => (this.CONSUME(word("of")), (clauses.channels = this.SUBRULE1(this.channels))) },
        { ALT: () => (this.CONSUME(word("to")), (clauses.channels = this.SUBRULE2(this.channels))) },
        { ALT: () => (this.CONSUME(word("until")), (clauses.until = this.SUBRULE(this.date))) },
      ]);
    });
    return { kind: "event", event, ...clauses };
  });

  readonly testHappening = this.RULE("testHappening", (): HappeningNode =>
    this.choose<HappeningNode>(0, [
      { ALT: () => this.SUBRULE(this.moneyMoves), IGNORE_AMBIGUITIES: true },
      { ALT: () => this.SUBRULE(this.promised), IGNORE_AMBIGUITIES: true },
      { ALT: () => this.SUBRULE(this.newInvoice), IGNORE_AMBIGUITIES: true },
      { ALT: () => this.SUBRULE(this.putOff), IGNORE_AMBIGUITIES: true },
      {
        ALT: () => {
          this.phrase(0, "approval by");
          const of = this.SUBRULE(this.text);
          const granted = this.choose<boolean>(1, [
            { ALT: () => (this.CONSUME(word("granted")), true) },
            { ALT: () => (this.CONSUME(word("refused")), false) },
          ]);
          return { kind: "approval", of, granted };
        },
        IGNORE_AMBIGUITIES: true,
      },
      {
        ALT: () => {
          const channel = this.named(this.CONSUME(list.channel));
          const works = this.choose<boolean>(2, [
            { ALT: () => (this.CONSUME(word("fails")), false) },
            { ALT: () => (this.CONSUME(word("works")), true) },
          ]);
          return { kind: "channel", channel, works };
        },
        IGNORE_AMBIGUITIES: true,
      },
      {
        ALT: () => {
          const name = this.SUBRULE(this.name);
          this.CONSUME(word("becomes"));
          return { kind: "fact", name, value: this.SUBRULE(this.value) };
        },
        IGNORE_AMBIGUITIES: true,
      },
      { ALT: () => this.SUBRULE(this.toldEvent) },
    ]),
  );

  readonly testEvent = this.RULE("testEvent", (): TestEventNode => {
    const first = this.CONSUME(word("on"));
    const at = this.SUBRULE(this.testMoment);
    return { kind: "event", at, happening: this.SUBRULE(this.testHappening), span: this.since(first) };
  });

  readonly span = this.RULE("span", (): SpanNode => {
    const first = this.LA(1);
    return this.choose<SpanNode>(0, [
      { ALT: () => (this.CONSUME(word("on")), { kind: "on", day: this.SUBRULE1(this.date), span: this.since(first) }) },
      { ALT: () => (this.CONSUME(word("by")), { kind: "by", day: this.SUBRULE2(this.date), span: this.since(first) }) },
      {
        ALT: () => {
          this.CONSUME(word("from"));
          const from = this.SUBRULE3(this.date);
          this.CONSUME(word("to"));
          return { kind: "from", from, to: this.SUBRULE4(this.date), span: this.since(first) };
        },
      },
    ]);
  });

  /** `email "reminder"`, `contact`, `portal messages`. */
  readonly pattern = this.RULE("pattern", (): ContactPatternNode => {
    const first = this.CONSUME(list.expected);
    this.OPTION1(() => this.OR([{ ALT: () => this.CONSUME(word("message")) }, { ALT: () => this.CONSUME(word("messages")) }]));
    const span = this.since(first);
    const template = this.OPTION2(() => this.SUBRULE(this.text)) ?? null;
    return { channel: this.ACTION(() => singular(first.image, span)), template, span: this.since(first) };
  });

  readonly because = this.RULE("because", (): Name[] => {
    this.phrase(0, "because of");
    return this.SUBRULE(this.names);
  });

  readonly expectedContact = this.RULE("expectedContact", (): Said => {
    const pattern = this.SUBRULE(this.pattern);
    return this.choose<Said>(0, [
      {
        ALT: () => {
          const what = this.choose<"lapsed" | "held">(1, [
            { ALT: () => (this.CONSUME(word("lapsed")), "lapsed") },
            { ALT: () => (this.CONSUME(word("held")), "held") },
          ]);
          const when = this.SUBRULE1(this.span);
          return { what, pattern, when, rules: this.OPTION(() => this.SUBRULE(this.because)) ?? [] };
        },
      },
      { ALT: () => ({ what: "contact", count: "some", pattern, when: this.SUBRULE2(this.span) }) },
    ]);
  });

  readonly expectedCount = this.RULE("expectedCount", (): Said => {
    const bound = this.OPTION(() =>
      this.choose<"at most" | "at least">(0, [
        { ALT: () => (this.phrase(0, "at most"), "at most") },
        { ALT: () => (this.phrase(1, "at least"), "at least") },
      ]),
    );
    const n = this.SUBRULE(this.number);
    return { what: "contact", count: { n, bound: bound ?? "exactly" }, pattern: this.SUBRULE(this.pattern), when: this.SUBRULE(this.span) };
  });

  readonly expectedNone = this.RULE("expectedNone", (): Said => {
    this.CONSUME(word("no"));
    return this.choose<Said>(0, [
      { ALT: () => (this.phrase(0, "credit limit"), { what: "credit limit", limit: null }) },
      { ALT: () => (this.CONSUME(word("terms")), { what: "terms", due: null }) },
      { ALT: () => (this.CONSUME(word("deposit")), { what: "deposit", deposit: null }) },
      { ALT: () => ({ what: "act", none: true, action: this.SUBRULE(this.deed), when: this.SUBRULE1(this.span) }) },
      { ALT: () => ({ what: "contact", count: "no", pattern: this.SUBRULE(this.pattern), when: this.SUBRULE2(this.span) }) },
    ]);
  });

  /** What a new customer gets. */
  readonly expectedGrant = this.RULE("expectedGrant", (): Said =>
    this.choose<Said>(0, [
      { ALT: () => (this.phrase(0, "credit limit"), { what: "credit limit", limit: this.SUBRULE1(this.amounts) }) },
      {
        ALT: () => {
          this.CONSUME(word("terms"));
          const due = this.OR1([{ ALT: () => (this.CONSUME(word("prepayment")), "prepayment" as const) }, { ALT: () => this.SUBRULE(this.days) }]);
          return { what: "terms", due };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("deposit"));
          return { what: "deposit", deposit: this.OR2([{ ALT: () => this.SUBRULE(this.percent) }, { ALT: () => this.SUBRULE2(this.amounts) }]) };
        },
      },
    ]),
  );

  /** How the account stands. */
  readonly expectedState = this.RULE("expectedState", (): Said =>
    this.choose<Said>(0, [
      { ALT: () => (this.CONSUME(word("stage")), { what: "stage", stage: this.SUBRULE1(this.name), when: this.SUBRULE1(this.span) }) },
      {
        ALT: () => {
          this.CONSUME(word("closed"));
          const as = this.OPTION(() => (this.CONSUME(word("as")), this.SUBRULE2(this.name))) ?? null;
          return { what: "closed", as, when: this.SUBRULE2(this.span) };
        },
      },
      { ALT: () => (this.CONSUME(word("open")), { what: "open", when: this.SUBRULE3(this.span) }) },
      {
        ALT: () => {
          this.phrase(0, "approval by");
          const of = this.SUBRULE(this.text);
          this.CONSUME(word("asked"));
          return { what: "approval asked", of, when: this.SUBRULE4(this.span) };
        },
      },
    ]),
  );

  readonly expectation = this.RULE("expectation", (): ExpectNode => {
    const first = this.CONSUME(word("expect"));
    const said = this.choose<Said>(0, [
      { ALT: () => this.SUBRULE(this.expectedNone) },
      { ALT: () => this.SUBRULE(this.expectedCount) },
      { ALT: () => this.SUBRULE(this.expectedGrant) },
      { ALT: () => this.SUBRULE(this.expectedState) },
      { ALT: () => ({ what: "act", none: false, action: this.SUBRULE(this.deed), when: this.SUBRULE(this.span) }) },
      { ALT: () => this.SUBRULE(this.expectedContact) },
    ]);
    return { ...said, kind: "expect", span: this.since(first) };
  });

  /** One line of a test block. */
  readonly testLine = this.RULE("testLine", (): TestLine => {
    const first = this.LA(1);
    return this.choose<TestLine>(0, [
      { ALT: () => (this.phrase(0, "starts on"), { kind: "starts", on: this.SUBRULE(this.date), span: this.since(first) }) },
      { ALT: () => this.SUBRULE(this.testAccount) },
      { ALT: () => this.SUBRULE(this.testEvent) },
      { ALT: () => this.SUBRULE(this.expectation) },
    ]);
  });
}

/** The channel that a word stands for, in the singular; null for any contact. */
const singular = (text: string, span: Name["span"]): Name | null => {
  const channel = EXPECTED_CONTACTS[text as keyof typeof EXPECTED_CONTACTS] ?? null;
  return channel === null ? null : { text: channel, span };
};
