/** The tails of blocks and contents: what they hang on, whom they spare. */
import { Comma, list, word } from "../tokens/table.ts";
import type { BlockNode, TriggerNode, WaitNode } from "../tree/rule.ts";
import type { Name } from "../tree/words.ts";
import { ConditionsGrammar } from "./conditions.ts";

type Clauses = { -readonly [Key in keyof Omit<TriggerNode, "event" | "span">]: TriggerNode[Key] };
type BlockTail = Omit<BlockNode, "kind" | "targets" | "charges" | "span">;

export class TriggerGrammar extends ConditionsGrammar {
  readonly events = this.listRule("events", list.event);
  readonly contents = this.listRule("contents", list.content);
  readonly grounds = this.listRule("grounds", list.ground);
  readonly requests = this.listRule("requests", list.request);
  readonly speakers = this.listRule("speakers", list.speaker);
  readonly covers = this.listRule("covers", list.covers);
  readonly lines = this.listRule("lines", list.line);
  readonly dialings = this.listRule("dialings", list.dialing);
  readonly debtTypes = this.listRule("debtTypes", list.debtType);

  readonly article = this.RULE("article", (): void => {
    this.OPTION(() => this.OR([{ ALT: () => this.CONSUME(word("a")) }, { ALT: () => this.CONSUME(word("an")) }]));
  });

  readonly channelOrPhone = this.RULE("channelOrPhone", (): Name =>
    this.named(this.OR([{ ALT: () => this.CONSUME(list.channel) }, { ALT: () => this.CONSUME(word("phone")) }])),
  );

  /** `by phone`, `by email, letter`. */
  readonly byChannels = this.RULE("byChannels", (): Name[] => {
    this.CONSUME(word("by"));
    const items = [this.SUBRULE1(this.channelOrPhone)];
    this.MANY({
      GATE: () => this.comes(2, list.channel, word("phone")),
      DEF: () => {
        this.CONSUME(Comma);
        items.push(this.SUBRULE2(this.channelOrPhone));
      },
    });
    return items;
  });

  /** `at work`, `at home, other`. */
  readonly atPlaces = this.RULE("atPlaces", (): Name[] => {
    this.CONSUME(word("at"));
    return this.SUBRULE(this.contactPlaces);
  });
  readonly contactPlaces = this.listRule("contactPlaces", list.contactPlace);

  readonly perKey = this.RULE("perKey", (): Name => {
    this.CONSUME(word("per"));
    return this.named(this.CONSUME(list.key));
  });

  readonly contactTarget = this.RULE("contactTarget", (): Name =>
    this.named(this.OR([{ ALT: () => this.CONSUME(word("contact")) }, { ALT: () => this.CONSUME(list.channel) }])),
  );

  /** `contact`, or channels. */
  readonly contactTargets = this.RULE("contactTargets", (): Name[] => {
    const items = [this.SUBRULE1(this.contactTarget)];
    this.MANY({
      GATE: () => this.comes(2, list.channel, word("contact")),
      DEF: () => {
        this.CONSUME(Comma);
        items.push(this.SUBRULE2(this.contactTarget));
      },
    });
    return items;
  });

  readonly actTarget = this.RULE("actTarget", (): Name => {
    const first = this.LA(1);
    return this.choose<Name>(0, [
      { ALT: () => this.named(this.CONSUME(list.act)) },
      { ALT: () => this.named(this.CONSUME(list.channel)) },
      { ALT: () => (this.phrase(0, "any act"), { text: "any act", span: this.since(first) }) },
    ]);
  });

  /** Acts, channels, or `any act`. */
  readonly actTargets = this.RULE("actTargets", (): Name[] => {
    const items = [this.SUBRULE1(this.actTarget)];
    this.MANY({
      GATE: () => this.comes(2, list.channel, list.act),
      DEF: () => {
        this.CONSUME(Comma);
        items.push(this.SUBRULE2(this.actTarget));
      },
    });
    return items;
  });

  /** `letter-of-claim or default-notice`. */
  readonly noticeNames = this.RULE("noticeNames", (): Name[] => {
    const notices = [this.named(this.CONSUME1(list.content))];
    this.MANY(() => (this.CONSUME(word("or")), notices.push(this.named(this.CONSUME2(list.content)))));
    return notices;
  });

  readonly triggerClause = this.RULE("triggerClause", (to?: Clauses): void => {
    const clauses = to ?? emptyClauses();
    this.OR1([
      { ALT: () => (this.phrase(6, "in writing"), (clauses.form = "written")) },
      {
        ALT: () => {
          const first = this.LA(1);
          this.phrase(7, "in full");
          clauses.inFull = { span: this.since(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME7(word("within"));
          const days = this.SUBRULE2(this.days);
          this.CONSUME7(word("after"));
          this.SUBRULE(this.article);
          clauses.afterNotice = { days, contents: this.SUBRULE(this.noticeNames) };
        },
      },
      { ALT: () => (this.CONSUME(word("orally")), (clauses.form = "oral")) },
      { ALT: () => (this.phrase(1, "on ground"), (clauses.grounds = this.SUBRULE(this.grounds))) },
      { ALT: () => (this.phrase(2, "asking for"), (clauses.requests = this.SUBRULE(this.requests))) },
      {
        ALT: () => {
          this.phrase(3, "of relief");
          clauses.relief = this.named(this.OR2([{ ALT: () => this.CONSUME(word("standard")) }, { ALT: () => this.CONSUME(word("crisis")) }]));
        },
      },
      { ALT: () => (this.CONSUME(word("by")), (clauses.by = this.SUBRULE(this.speakers))) },
      { ALT: () => (this.phrase(6, "of chapter"), (clauses.chapter = this.SUBRULE(this.number))) },
      { ALT: () => (this.CONSUME(word("sent")), (clauses.media = this.SUBRULE(this.byChannels))) },
      { ALT: () => (this.phrase(4, "within the validation period"), (clauses.withinValidationPeriod = true)) },
      { ALT: () => (this.phrase(5, "from receipt"), (clauses.fromReceipt = true)) },
      { ALT: () => (this.CONSUME(word("until")), (clauses.until = this.SUBRULE(this.events))) },
      { ALT: () => (this.CONSUME6(word("for")), (clauses.forDays = this.SUBRULE(this.days))) },
    ]);
  });

  /** `cease-request in writing until …`. */
  readonly triggerEvent = this.RULE("triggerEvent", (): Omit<TriggerNode, "span"> => {
    const event = this.named(this.CONSUME(list.event));
    const clauses = emptyClauses();
    this.MANY(() => this.SUBRULE(this.triggerClause, { ARGS: [clauses] }));
    return { event, ...clauses };
  });

  /** `after a cease-request in writing until …`. */
  readonly trigger = this.RULE("trigger", (): TriggerNode => {
    const first = this.CONSUME(word("after"));
    this.SUBRULE(this.article);
    return { ...this.SUBRULE(this.triggerEvent), span: this.since(first) };
  });

  readonly spared = this.RULE("spared", (): Name =>
    this.named(
      this.OR({
        DEF: [{ ALT: () => this.CONSUME(list.purpose) }, { ALT: () => this.CONSUME(list.person) }, { ALT: () => this.CONSUME(word("replies")) }],
        IGNORE_AMBIGUITIES: true,
      }),
    ),
  );

  readonly exceptions = this.RULE("exceptions", (): Name[] => {
    this.CONSUME(word("except"));
    const items = [this.SUBRULE1(this.spared)];
    this.MANY({
      GATE: () => this.comes(2, list.purpose, list.person, word("replies")),
      DEF: () => {
        this.CONSUME(Comma);
        items.push(this.SUBRULE2(this.spared));
      },
    });
    return items;
  });

  /** `with autodialled dialling`. */
  readonly withDialling = this.RULE("withDialling", (): Name[] => {
    this.CONSUME(word("with"));
    const dialing = this.SUBRULE(this.dialings);
    this.CONSUME(word("dialling"));
    return dialing;
  });

  readonly purposes = this.listRule("purposes", list.purpose);

  /** `for take-payment`. */
  readonly forPurposes = this.RULE("forPurposes", (): Name[] => {
    this.CONSUME(word("for"));
    return this.SUBRULE(this.purposes);
  });

  readonly whileBarred = this.RULE("whileBarred", (): "while" => {
    this.phrase(0, "while the debt is barred");
    return "while";
  });

  /** `until 14 days after due`; `the last` is the last charge of the same kind. */
  readonly wait = this.RULE("wait", (): WaitNode => {
    const first = this.CONSUME(word("until"));
    const days = this.SUBRULE(this.days);
    this.CONSUME(word("after"));
    const after = this.choose<WaitNode["after"]>(0, [
      { ALT: () => (this.CONSUME(word("due")), "due") },
      { ALT: () => (this.CONSUME(word("default")), "default") },
      { ALT: () => (this.CONSUME(word("invoice")), "invoice") },
      { ALT: () => (this.phrase(0, "the last"), "last") },
    ]);
    return { days, after, span: this.since(first) };
  });

  /** `unless consent to work`, `unless consent in writing to visits`. */
  readonly unlessConsent = this.RULE("unlessConsent", (): { readonly unless: Name[]; readonly consentInWriting: boolean } => {
    this.phrase(1, "unless consent");
    const consentInWriting = this.OPTION(() => this.phrase(2, "in writing")) !== undefined;
    this.CONSUME(word("to"));
    return { unless: this.SUBRULE(this.covers), consentInWriting };
  });

  readonly blockTail = this.RULE("blockTail", (): BlockTail => {
    let tail: BlockTail = {
      by: [],
      places: [],
      lines: [],
      dialing: [],
      trigger: null,
      wait: null,
      key: null,
      except: [],
      unless: [],
      consentInWriting: false,
      silentFor: null,
      unlessContacted: null,
      unlessUsed: false,
      barred: null,
      purposes: [],
    };
    this.MANY(() => {
      tail = this.choose<BlockTail>(0, [
        { ALT: () => ({ ...tail, by: this.SUBRULE(this.byChannels) }) },
        { ALT: () => ({ ...tail, places: this.SUBRULE(this.atPlaces) }) },
        { ALT: () => (this.CONSUME(word("to")), { ...tail, lines: this.SUBRULE(this.lines) }) },
        { ALT: () => ({ ...tail, dialing: this.SUBRULE(this.withDialling) }) },
        { ALT: () => ({ ...tail, trigger: this.SUBRULE(this.trigger) }) },
        { ALT: () => ({ ...tail, wait: this.SUBRULE(this.wait) }) },
        { ALT: () => ({ ...tail, purposes: this.SUBRULE(this.forPurposes) }) },
        { ALT: () => ({ ...tail, barred: this.SUBRULE(this.whileBarred) }) },
        { ALT: () => ({ ...tail, key: this.SUBRULE(this.perKey) }) },
        { ALT: () => ({ ...tail, except: this.SUBRULE(this.exceptions) }) },
        { ALT: () => ({ ...tail, ...this.SUBRULE(this.unlessConsent) }) },
        { ALT: () => (this.phrase(2, "unless the attorney is silent for"), { ...tail, silentFor: this.SUBRULE(this.days) }) },
        {
          ALT: () => {
            const first = this.LA(1);
            this.phrase(3, "unless contacted before");
            return { ...tail, unlessContacted: { span: this.since(first) } };
          },
        },
        { ALT: () => (this.phrase(4, "unless used by the debtor"), { ...tail, unlessUsed: true }) },
      ]);
    });
    return tail;
  });
}

const emptyClauses = (): Clauses => ({
  form: null,
  media: [],
  grounds: [],
  requests: [],
  relief: null,
  chapter: null,
  by: [],
  withinValidationPeriod: false,
  inFull: null,
  afterNotice: null,
  fromReceipt: false,
  until: [],
  forDays: null,
});
