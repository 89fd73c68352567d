/** What a step, a stage's edge or a reaction does. */
import type { IOrAlt } from "chevrotain";
import { Colon, Comma, list, Num, word } from "../tokens/table.ts";
import type { ActionNode, BusinessNode, ContactNode, PlainBusiness, StepNode } from "../tree/policy.ts";
import type { DaysNode, Name, Quoted } from "../tree/words.ts";
import { LawGrammar } from "./law.ts";

const PLAIN: readonly PlainBusiness[] = [
  "hold credit",
  "release credit",
  "write off",
  "file small claim",
  "report to bureau",
  "refer to lawyer",
  "charge fee",
  "charge interest",
];

type Tail = { -readonly [Key in "when" | "otherwise" | "else" | "within" | "approval" | "repeated"]: StepNode[Key] };
type TailPart = Omit<Tail, "repeated">;
/** What a part is called where that isn't its own name. */
const SAID: Partial<Record<keyof TailPart, string>> = { approval: "requires approval" };
const emptyTail = (): Tail => ({ when: null, otherwise: null, else: null, within: null, approval: null, repeated: [] });

export class ActionsGrammar extends LawGrammar {
  readonly channel = this.RULE("channel", (): Name => {
    const name = this.named(this.CONSUME(list.channel));
    this.OPTION(() => this.CONSUME(word("message")));
    return name;
  });

  readonly contact = this.RULE("contact", (): ContactNode => {
    const first = this.LA(1);
    const channel = this.SUBRULE(this.channel);
    const template = this.SUBRULE1(this.text);
    let paymentLink = false;
    let offers: Quoted | null = null;
    let priority: "normal" | "high" = "normal";
    this.MANY(() =>
      this.OR1([
        { ALT: () => ((paymentLink = true), this.phrase(0, "with payment link")) },
        { ALT: () => (this.phrase(0, "offering plan"), (offers = this.SUBRULE2(this.text))) },
        {
          ALT: () => {
            this.CONSUME(word("priority"));
            priority = this.choose<"normal" | "high">(2, [
              { ALT: () => (this.CONSUME(word("high")), "high") },
              { ALT: () => (this.CONSUME(word("normal")), "normal") },
            ]);
          },
        },
      ]),
    );
    return { kind: "contact", channel, template, paymentLink, offers, priority, span: this.since(first) };
  });

  readonly offer = this.RULE("offer", (): BusinessNode => {
    const first = this.CONSUME(word("offer"));
    return this.choose<BusinessNode>(0, [
      { ALT: () => (this.CONSUME(word("plan")), { kind: "offer plan", plan: this.SUBRULE(this.text), span: this.since(first) }) },
      { ALT: () => (this.CONSUME(word("discount")), { kind: "offer discount", percent: this.SUBRULE(this.percent), span: this.since(first) }) },
    ]);
  });

  readonly task = this.RULE("task", (): BusinessNode => {
    const first = this.CONSUME(word("task"));
    const title = this.SUBRULE1(this.text);
    this.CONSUME(word("for"));
    const team = this.SUBRULE2(this.text);
    const due = this.OPTION(() => {
      this.phrase(0, "due in");
      return this.SUBRULE(this.days);
    });
    return { kind: "task", title, team, due: due ?? null, span: this.since(first) };
  });

  readonly business = this.RULE("business", (): BusinessNode =>
    this.choose<BusinessNode>(
      0,
      this.fixed<BusinessNode>("business", () => [
        { ALT: () => this.SUBRULE(this.deed) },
        {
          ALT: () => {
            const first = this.phrase(0, "close as");
            return { kind: "close", as: this.SUBRULE(this.name), span: this.since(first) };
          },
        },
      ]),
    ),
  );

  private deeds(): IOrAlt<BusinessNode>[] {
    return [
      ...PLAIN.map((name, index) => ({
        ALT: (): BusinessNode => {
          const first = this.phrase(index, name);
          return { kind: "plain", name, span: this.since(first) };
        },
      })),
      {
        ALT: () => {
          const first = this.phrase(10, "place with agency");
          return { kind: "place with agency", agency: this.SUBRULE1(this.text), span: this.since(first) };
        },
      },
      { ALT: () => this.SUBRULE(this.offer) },
      { ALT: () => this.SUBRULE(this.task) },
      {
        ALT: () => {
          const first = this.CONSUME(word("webhook"));
          return { kind: "webhook", hook: this.SUBRULE2(this.text), span: this.since(first) };
        },
      },
    ];
  }

  /** A business action, but for closing: an account that was closed is a state. */
  readonly deed = this.RULE("deed", (): BusinessNode =>
    this.choose(
      0,
      this.fixed("deed", () => this.deeds()),
    ),
  );

  readonly action = this.RULE("action", (): ActionNode =>
    this.choose<ActionNode>(
      0,
      this.fixed<ActionNode>("action", () => [{ ALT: () => this.SUBRULE(this.business) }, { ALT: () => this.SUBRULE(this.contact) }]),
    ),
  );

  readonly stepTail = this.RULE("stepTail", (): Tail => {
    const tail = emptyTail();
    this.MANY(() => {
      this.OPTION1(() => this.CONSUME1(Comma));
      const from = this.LA(1);
      const part = this.OR(this.fixed("stepTail", () => this.tailParts()));
      // When the grammar records itself, there is no part.
      this.ACTION(() => {
        for (const key of Object.keys(part) as (keyof TailPart)[])
          if (tail[key] !== null) tail.repeated = [...tail.repeated, { what: SAID[key] ?? key, span: this.since(from) }];
        Object.assign(tail, part);
      });
    });
    return tail;
  });

  private tailParts(): IOrAlt<Partial<TailPart>>[] {
    return [
      { ALT: () => (this.CONSUME(word("when")), { when: this.SUBRULE(this.condition) }) },
      { ALT: () => (this.CONSUME(word("otherwise")), { otherwise: this.SUBRULE1(this.action) }) },
      { ALT: () => (this.CONSUME(word("else")), { else: this.SUBRULE2(this.action) }) },
      { ALT: () => (this.CONSUME(word("within")), { within: this.SUBRULE(this.days) }) },
      { ALT: () => (this.phrase(0, "requires approval by"), { approval: this.SUBRULE(this.text) }) },
    ];
  }

  readonly repeat = this.RULE("repeat", (): NonNullable<StepNode["repeat"]> => {
    this.CONSUME(word("every"));
    const every = this.SUBRULE(this.days);
    this.CONSUME(Comma);
    this.phrase(0, "at most");
    const times = this.SUBRULE(this.number);
    this.CONSUME(word("times"));
    this.CONSUME(Colon);
    return { every, times };
  });

  /** `day 5`, `business day 5`. */
  readonly stepDay = this.RULE("stepDay", (): DaysNode => {
    const first = this.LA(1);
    const business = this.OPTION(() => this.CONSUME(word("business"))) !== undefined;
    this.CONSUME(word("day"));
    const n = this.CONSUME(Num);
    return this.counted({ n: Number(n.image.replaceAll(",", "")), business, span: this.since(first) });
  });

  readonly step = this.RULE("step", (): StepNode => {
    const first = this.LA(1);
    const head = this.choose<Pick<StepNode, "day" | "repeat">>(0, [
      {
        ALT: () => {
          const day = this.SUBRULE(this.stepDay);
          return { day, repeat: this.OPTION(() => this.SUBRULE1(this.repeat)) ?? null };
        },
      },
      { ALT: () => ({ day: null, repeat: this.SUBRULE2(this.repeat) }) },
    ]);
    const action = this.SUBRULE(this.action);
    const tail = this.SUBRULE(this.stepTail);
    // Most lines of a policy are steps: named one by one, the parts are put together many times faster than spread.
    return {
      kind: "step",
      day: head.day,
      repeat: head.repeat,
      action,
      when: tail.when,
      otherwise: tail.otherwise,
      else: tail.else,
      within: tail.within,
      approval: tail.approval,
      repeated: tail.repeated,
      span: this.since(first),
    };
  });
}
