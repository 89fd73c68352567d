/** The pieces that all sentences share: names, texts, numbers, spans of time, money. */
import { EmbeddedActionsParser, tokenMatcher, type IOrAlt, type IToken, type ParserMethod, type TokenType } from "chevrotain";
import { parseDay } from "../engine.ts";
import type { Span } from "../diagnostic.ts";
import { joined, sourceOf, spanAt, type Source } from "../syntax/source.ts";
import { endOf } from "../syntax/tokens.ts";
import { Comma, DateToken, Ident, Num, Percent, Text, Time, Word, ALL_TOKENS, word, list } from "../tokens/table.ts";
import type { AmountsNode, AnchoredNode, DateNode, DaysNode, MoneyNode, Name, NumberNode, Quoted, TimeNode } from "../tree/words.ts";
import { expectations } from "./expectations.ts";
import { lookahead } from "./lookahead.ts";

/** `"a \"quoted\" word"`, or one in typographic quotes, or one that ends with its line. */
const unquoted = (image: string): string => {
  if (image.endsWith('"') && image.length > 1 && !image.includes("\\")) return image.slice(1, -1);
  const inner = image.slice(1, /["\u201c\u201d]$/u.test(image.slice(1)) ? -1 : undefined);
  return inner.replace(/\\(["\\])/gu, "$1");
};

const NOWHERE: Span = { file: "", start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };

const minuteOf = (text: string): number | null => {
  const [hour = Number.NaN, past = Number.NaN] = text.split(":").map(Number);
  const total = hour * 60 + past;
  return past < 60 && total <= 1440 ? total : null;
};

/** Ten years: longer spans are slips of the keyboard. */
const MOST_DAYS = 3660;

interface PhraseWord {
  readonly type: TokenType;
  /** How often the word stood in the phrase before. */
  readonly again: number;
}

const phrases = new Map<string, readonly PhraseWord[]>();

/** The words of a phrase, taken apart once. */
const phraseOf = (words: string): readonly PhraseWord[] => {
  const known = phrases.get(words);
  if (known !== undefined) return known;
  const all = words.split(" ");
  const apart = all.map((text, at) => ({ type: word(text), again: all.slice(0, at).filter((other) => other === text).length }));
  phrases.set(words, apart);
  return apart;
};

const LOOKAHEAD = 2;

export class WordsGrammar extends EmbeddedActionsParser {
  /** The file whose statements are being read. */
  source: Source = sourceOf("", "");

  /** Spans of days in the statement that can't be meant so: noticed here, where each is read once, so that nobody walks the tree for them. */
  readonly odd: DaysNode[] = [];

  constructor(skipValidations: boolean) {
    super([...ALL_TOKENS], {
      maxLookahead: LOOKAHEAD,
      lookaheadStrategy: lookahead(LOOKAHEAD),
      recoveryEnabled: false,
      skipValidations,
      errorMessageProvider: expectations,
    });
  }

  protected at(token: IToken): Span {
    // The grammar records itself once with tokens that stand nowhere.
    if (this.RECORDING_PHASE) return NOWHERE;
    return spanAt(this.source, token.startOffset, endOf(token));
  }

  /** From the start of a token to the end of what was read last. */
  protected since(first: IToken | Span): Span {
    if (this.RECORDING_PHASE) return NOWHERE;
    const last = this.LA(0);
    if ("startOffset" in first) return spanAt(this.source, first.startOffset, endOf(last));
    return joined(first, this.at(last));
  }

  protected counted(days: DaysNode): DaysNode {
    if (!Number.isInteger(days.n) || days.n > MOST_DAYS) this.odd.push(days);
    return days;
  }

  protected named(token: IToken): Name {
    return { text: token.image, span: this.at(token) };
  }

  /** One of several alternatives, of one type. */
  protected choose<Out>(index: number, alternatives: IOrAlt<Out>[]): Out {
    return this.or(index, alternatives);
  }

  private readonly made = new Map<string, unknown>();

  /** Alternatives that hold nothing of the call they stand in are made once for each rule: the rules of every line would make them anew. */
  protected fixed<Out>(rule: string, make: () => IOrAlt<Out>[]): IOrAlt<Out>[] {
    const known = this.made.get(rule) as IOrAlt<Out>[] | undefined;
    if (known !== undefined) return known;
    const alternatives = make();
    this.made.set(rule, alternatives);
    return alternatives;
  }

  /** Whether the token `ahead` of here is of a type: for lists that end at a comma which isn't theirs. */
  protected comes(ahead: number, ...types: readonly TokenType[]): boolean {
    const token = this.LA(ahead);
    return types.some((type) => tokenMatcher(token, type));
  }

  /** Fixed words in a row. `index` tells apart two phrases with a common word in one rule. */
  protected phrase(index: number, words: string): IToken {
    let first: IToken | null = null;
    for (const { type, again } of phraseOf(words)) {
      const token = this.consume(index + again * 20, type);
      first ??= token;
    }
    return first ?? this.LA(1);
  }

  /** `a, b, c` of one closed list. */
  protected listRule(name: string, type: TokenType): ParserMethod<[], Name[]> {
    return this.RULE(name, (): Name[] => {
      const items = [this.named(this.CONSUME1(type))];
      this.MANY({
        GATE: () => this.comes(2, type),
        DEF: () => {
          this.CONSUME(Comma);
          items.push(this.named(this.CONSUME2(type)));
        },
      });
      return items;
    });
  }

  readonly name = this.RULE("name", (): Name => this.named(this.CONSUME(Word)));

  readonly text = this.RULE("text", (): Quoted => {
    const token = this.CONSUME(Text);
    return { text: unquoted(token.image), span: this.at(token) };
  });

  readonly number = this.RULE("number", (): NumberNode => {
    const token = this.CONSUME(Num);
    return { value: Number(token.image.replaceAll(",", "")), span: this.at(token) };
  });

  readonly percent = this.RULE("percent", (): NumberNode => {
    const token = this.CONSUME(Num);
    this.CONSUME(Percent);
    return { value: Number(token.image.replaceAll(",", "")), span: this.since(token) };
  });

  readonly days = this.RULE("days", (): DaysNode => {
    const token = this.CONSUME(Num);
    const business = this.OPTION(() => this.CONSUME(word("business"))) !== undefined;
    this.OR(this.fixed("days", () => [{ ALT: () => this.CONSUME(word("days")) }, { ALT: () => this.CONSUME(word("day")) }]));
    return this.counted({ n: Number(token.image.replaceAll(",", "")), business, span: this.since(token) });
  });

  /** `5 business days of "US.5usc6103a"`: of a list that the law gives. */
  readonly ruleDays = this.RULE("ruleDays", (): DaysNode => {
    const first = this.LA(1);
    const days = this.SUBRULE(this.days);
    const of = this.OPTION({ GATE: () => days.business, DEF: () => (this.CONSUME(word("of")), this.SUBRULE(this.text)) });
    return of === undefined ? days : { ...days, of, span: this.since(first) };
  });

  readonly date = this.RULE("date", (): DateNode => {
    const token = this.CONSUME(DateToken);
    return { text: token.image, day: this.ACTION(() => parseDay(token.image)), span: this.at(token) };
  });

  readonly time = this.RULE("time", (): TimeNode => {
    const token = this.CONSUME(Time);
    return { text: token.image, minute: minuteOf(token.image), span: this.at(token) };
  });

  readonly money = this.RULE("money", (): MoneyNode => {
    const token = this.CONSUME(Num);
    const currency = this.named(this.CONSUME(Ident));
    return { digits: token.image.replaceAll(",", ""), currency, span: this.since(token) };
  });

  readonly sums = this.RULE("sums", (): MoneyNode[] => {
    const sums = [this.SUBRULE1(this.money)];
    this.MANY({
      GATE: () => this.comes(2, Num),
      DEF: () => {
        this.CONSUME(Comma);
        sums.push(this.SUBRULE2(this.money));
      },
    });
    return sums;
  });

  readonly amounts = this.RULE("amounts", (): AmountsNode => {
    const first = this.LA(1);
    return this.choose<AmountsNode>(0, [
      { ALT: () => ({ kind: "listed", sums: this.SUBRULE(this.sums), span: this.since(first) }) },
      { ALT: () => ({ kind: "named", name: this.SUBRULE(this.name), span: this.since(first) }) },
    ]);
  });

  readonly anchor = this.RULE("anchor", (): "due" | "end of month" =>
    this.choose<"due" | "end of month">(0, [
      { ALT: () => (this.CONSUME(word("due")), "due") },
      { ALT: () => (this.phrase(0, "end of month"), "end of month") },
    ]),
  );

  /** `7 days before due`, `1 business day after end of month`, `due`. */
  readonly anchored = this.RULE("anchored", (): AnchoredNode => {
    const first = this.LA(1);
    return this.choose<AnchoredNode>(1, [
      {
        ALT: () => {
          const days = this.SUBRULE(this.days);
          const before = this.OR2([{ ALT: () => (this.CONSUME(word("before")), true) }, { ALT: () => (this.CONSUME(word("after")), false) }]);
          return { anchor: this.SUBRULE1(this.anchor), days, before, span: this.since(first) };
        },
      },
      { ALT: () => ({ anchor: this.SUBRULE2(this.anchor), days: null, before: false, span: this.since(first) }) },
    ]);
  });

  readonly channels = this.listRule("channels", list.channel);
}
