/** The lines of a policy and of its stages. */
import type { FactType, HandledEvent } from "../../engine/index.ts";
import { Comma, list, Plus, word } from "../tokens/table.ts";
import type {
  EdgeNode,
  FactNode,
  HandlerNode,
  HeaderLine,
  NextNode,
  NoticeNode,
  PolicyItem,
  ReactionNode,
  StageItem,
  StageNode,
  UntilNode,
  VariantNode,
} from "../tree/policy.ts";
import { PLAIN_TYPES } from "../tokens/vocabulary.ts";
import type { Quoted } from "../tree/words.ts";
import { BlocksGrammar } from "./blocks.ts";

/** How each event is written, where that isn't its own name. */
const HANDLED: readonly (readonly [string, HandledEvent])[] = [
  ["payment in full", "payment in full"],
  ["partial payment", "partial payment"],
  ["promise", "promise"],
  ["broken promise", "broken promise"],
  ["dispute closed", "dispute closed"],
  ["dispute", "dispute"],
  ["hardship", "hardship"],
  ["bounced email", "bounced email"],
  ["cease request", "cease request"],
  ["opt-out", "opt-out"],
  ["attorney notice", "attorney notice"],
  ["bankruptcy", "bankruptcy"],
  ["death", "death"],
  ["breathing space", "breathing space"],
  ["plan agreed", "plan agreed"],
  ["plan broken", "plan broken"],
  ["chargeback", "chargeback"],
  ["end of series", "end of series"],
];

export class PolicyGrammar extends BlocksGrammar {
  readonly headerLine = this.RULE("headerLine", (): HeaderLine => {
    const first = this.LA(1);
    return this.choose<HeaderLine>(1, [
      { ALT: () => (this.CONSUME(word("version")), { kind: "version", version: this.SUBRULE(this.text), span: this.since(first) }) },
      { ALT: () => (this.CONSUME(word("collector")), { kind: "collector", role: this.named(this.CONSUME(list.role)), span: this.since(first) }) },
      { ALT: () => (this.CONSUME(word("debt")), { kind: "debt", debt: this.named(this.CONSUME(list.debtKind)), span: this.since(first) }) },
      { ALT: () => (this.CONSUME(word("currency")), { kind: "currency", currencies: this.SUBRULE1(this.names), span: this.since(first) }) },
      { ALT: () => (this.CONSUME(word("places")), { kind: "places", places: this.SUBRULE2(this.names), span: this.since(first) }) },
      {
        ALT: () => {
          this.phrase(3, "applies to accounts when");
          return { kind: "applies", when: this.SUBRULE(this.condition), span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(word("allocation"));
          const order = this.choose<"oldest first" | "as directed" | "interest first">(2, [
            { ALT: () => (this.phrase(0, "oldest first"), "oldest first") },
            { ALT: () => (this.phrase(1, "as directed"), "as directed") },
            { ALT: () => (this.phrase(2, "interest first"), "interest first") },
          ]);
          return { kind: "allocation", order, span: this.since(first) };
        },
      },
    ]);
  });

  readonly factLine = this.RULE("factLine", (): FactNode => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    const values: Quoted[] = [];
    const type = this.choose<FactType["type"]>(0, [
      {
        ALT: () => {
          this.phrase(0, "one of");
          values.push(this.SUBRULE1(this.text));
          this.MANY(() => {
            this.CONSUME(Comma);
            values.push(this.SUBRULE2(this.text));
          });
          return "one of";
        },
      },
      ...PLAIN_TYPES.map((plain) => ({ ALT: () => (this.CONSUME(word(plain)), plain) })),
    ]);
    const optional = this.OPTION(() => this.CONSUME(word("optional"))) === undefined ? {} : { optional: true as const };
    const declared: FactType = type === "one of" ? { type, values: values.map(({ text }) => text), ...optional } : { type, ...optional };
    return { kind: "fact", name, type: declared, values, span: this.since(first) };
  });

  readonly notice = this.RULE("notice", (): NoticeNode => {
    const first = this.CONSUME(word("notice"));
    const name = this.SUBRULE1(this.text);
    this.CONSUME(word("by"));
    const channel = this.SUBRULE(this.channel);
    const template = this.SUBRULE2(this.text);
    const within = this.OPTION(() => {
      this.CONSUME(word("within"));
      const days = this.SUBRULE(this.days);
      this.phrase(0, "of first contact");
      return days;
    });
    return { kind: "notice", name, channel, template, within: within ?? null, span: this.since(first) };
  });

  /** What follows `until`: a promised date, a date, or events that end the rest. */
  readonly restEnd = this.RULE("restEnd", (): UntilNode =>
    this.choose<UntilNode>(0, [
      {
        ALT: () => {
          this.phrase(0, "promised date");
          const plus = this.OPTION(() => (this.CONSUME(Plus), this.SUBRULE(this.days)));
          return { kind: "promised", plus: plus ?? null };
        },
      },
      { ALT: () => ({ kind: "day", date: this.SUBRULE(this.date) }) },
      {
        ALT: () => {
          const events = [this.named(this.CONSUME1(list.event))];
          this.MANY(() => {
            this.CONSUME(word("or"));
            events.push(this.named(this.CONSUME2(list.event)));
          });
          return { kind: "events", events };
        },
      },
    ]),
  );

  readonly until = this.RULE("until", (): UntilNode => {
    const found = this.OPTION1(() =>
      this.choose<UntilNode>(0, [
        { ALT: () => ({ kind: "days", days: this.SUBRULE1(this.days) }) },
        { ALT: () => (this.CONSUME(word("until")), this.SUBRULE(this.restEnd)) },
      ]),
    );
    return found ?? { kind: "open" };
  });

  readonly reaction = this.RULE("reaction", (): ReactionNode => {
    const first = this.LA(1);
    return this.choose<ReactionNode>(0, [
      { ALT: () => (this.phrase(0, "close contact"), { kind: "close contact", span: this.since(first) }) },
      { ALT: () => (this.CONSUME(word("pause")), { kind: "rest", rest: "pause", until: this.SUBRULE1(this.until), span: this.since(first) }) },
      { ALT: () => (this.phrase(0, "go to"), { kind: "go", stage: this.SUBRULE(this.name), span: this.since(first) }) },
      { ALT: () => (this.phrase(0, "send notice"), { kind: "send notice", notice: this.SUBRULE(this.text), span: this.since(first) }) },
      { ALT: () => ({ kind: "act", action: this.SUBRULE(this.action), span: this.since(first) }), IGNORE_AMBIGUITIES: true },
      { ALT: () => (this.CONSUME(word("hold")), { kind: "rest", rest: "hold", until: this.SUBRULE2(this.until), span: this.since(first) }) },
    ]);
  });

  readonly handledEvent = this.RULE("handledEvent", (): HandledEvent =>
    this.choose<HandledEvent>(
      0,
      HANDLED.map(([words, event], index) => ({
        ALT: (): HandledEvent => (this.phrase(index, words), event),
        IGNORE_AMBIGUITIES: event === "dispute closed",
      })),
    ),
  );

  readonly handler = this.RULE("handler", (): HandlerNode => {
    const first = this.CONSUME(word("on"));
    const from = this.LA(1);
    const event = this.SUBRULE(this.handledEvent);
    const eventSpan = this.since(from);
    const within = this.OPTION1(() => (this.CONSUME(word("within")), this.SUBRULE(this.days))) ?? null;
    const when = this.OPTION2(() => (this.CONSUME(word("when")), this.SUBRULE(this.condition))) ?? null;
    const reactions = [this.SUBRULE1(this.reaction)];
    this.MANY(() => {
      this.CONSUME(Comma);
      reactions.push(this.SUBRULE2(this.reaction));
    });
    return { kind: "on", event, eventSpan, within, when, reactions, span: this.since(first) };
  });

  readonly stageHeader = this.RULE("stageHeader", (): StageNode => {
    const first = this.CONSUME(word("stage"));
    const name = this.SUBRULE(this.name);
    const from = this.OPTION1(() => (this.CONSUME(word("from")), this.SUBRULE(this.anchored))) ?? null;
    const requires = this.OPTION2(() => (this.CONSUME(word("requires")), this.SUBRULE(this.condition))) ?? null;
    return { kind: "stage", name, from, requires, items: [], span: this.since(first) };
  });

  readonly next = this.RULE("next", (): NextNode => {
    const first = this.CONSUME(word("next"));
    const to = this.SUBRULE(this.name);
    const at = this.choose<NextNode["at"]>(
      0,
      this.fixed<NextNode["at"]>("next", () => [
        { ALT: () => (this.CONSUME(word("after")), { kind: "after", days: this.SUBRULE(this.days) }) },
        { ALT: () => (this.CONSUME(word("at")), { kind: "anchored", day: this.SUBRULE(this.anchored) }) },
      ]),
    );
    const when = this.OPTION(() => (this.CONSUME(word("when")), this.SUBRULE(this.condition))) ?? null;
    return { kind: "next", to, at, when, span: this.since(first) };
  });

  readonly stageEdge = this.RULE("stageEdge", (): EdgeNode => {
    const first = this.CONSUME(word("on"));
    const kind = this.choose<"entry" | "exit">(0, [
      { ALT: () => (this.CONSUME(word("entry")), "entry") },
      { ALT: () => (this.CONSUME(word("exit")), "exit") },
    ]);
    const actions = [this.SUBRULE1(this.action)];
    this.MANY(() => {
      this.CONSUME(Comma);
      actions.push(this.SUBRULE2(this.action));
    });
    return { kind, actions, span: this.since(first) };
  });

  readonly variant = this.RULE("variant", (): VariantNode => {
    const first = this.CONSUME(word("variant"));
    const percent = this.SUBRULE(this.percent);
    return { kind: "variant", percent, name: this.SUBRULE(this.text), steps: [], span: this.since(first) };
  });

  readonly stageLine = this.RULE("stageLine", (): StageItem =>
    this.choose<StageItem>(
      0,
      this.fixed<StageItem>("stageLine", () => [
        { ALT: () => this.SUBRULE(this.step) },
        { ALT: () => this.SUBRULE(this.next) },
        { ALT: () => this.SUBRULE(this.stageEdge) },
        { ALT: () => this.SUBRULE(this.variant) },
      ]),
    ),
  );

  /** One line of what policies share, or the header of one of its blocks. */
  readonly sharedLine = this.RULE("sharedLine", (): PolicyItem =>
    this.choose<PolicyItem>(0, [
      { ALT: () => this.SUBRULE(this.amount) },
      { ALT: () => this.SUBRULE(this.define) },
      { ALT: () => this.SUBRULE(this.sharedHeader) },
    ]),
  );

  /** One line of a policy, or the header of one of its blocks. */
  readonly policyLine = this.RULE("policyLine", (): PolicyItem =>
    this.choose<PolicyItem>(0, [
      { ALT: () => this.SUBRULE(this.headerLine) },
      { ALT: () => this.SUBRULE(this.amount) },
      { ALT: () => this.SUBRULE(this.define) },
      { ALT: () => this.SUBRULE(this.notice) },
      { ALT: () => this.SUBRULE(this.handler) },
      { ALT: () => this.SUBRULE(this.stageHeader) },
      { ALT: () => this.SUBRULE(this.blockHeader) },
    ]),
  );
}
