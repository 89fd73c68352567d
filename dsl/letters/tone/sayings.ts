/** What the word lists of all languages have in common. */

/** Ways of saying one thing, and a better one. A space stands for any space, the rest is a pattern; case doesn't matter. */
export interface Sayings {
  readonly says: readonly string[];
  /** Follows "better: " in the help. */
  readonly instead: string;
}

export interface Tone {
  /** What no letter may say at any stage. */
  readonly threats: readonly Sayings[];
  /** Next steps at law: fair where one really follows, a threat before. */
  readonly claims: readonly Sayings[];
  readonly blame: readonly Sayings[];
  /** Haste before the money is even due. */
  readonly haste: readonly Sayings[];
  /** What is said of a debt that is late, and of no other. */
  readonly overdue: readonly Sayings[];
  readonly legalese: readonly Sayings[];
  /** Before one of those in the same clause: it says the opposite. */
  readonly negation: string;
  /** Before words of lateness in the same clause: it isn't so yet. */
  readonly notYet: string;
  /** Words of five letters and more that are always written in capitals. */
  readonly capitals: readonly string[];
  /** Words by which a message asks for money. */
  readonly asks: readonly string[];
  /** Words by which it says how to pay. */
  readonly ways: readonly string[];
}
