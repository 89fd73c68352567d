/**
 * How the parser decides between alternatives: as Chevrotain does, but worked out where it is wanted first. The grammar of law has hundreds
 * of choices that no policy comes to, and working out all of them takes longer than reading a policy.
 */
import { LLkLookaheadStrategy, type BaseParser, type ILookaheadStrategy, type IOrAlt } from "chevrotain";

type Alternation = ILookaheadStrategy["buildLookaheadForAlternation"];
type Optional = ILookaheadStrategy["buildLookaheadForOptional"];

/** @param maxLookahead how many tokens are looked at before a choice */
export const lookahead = (maxLookahead: number): ILookaheadStrategy => {
  const whole = new LLkLookaheadStrategy({ maxLookahead });
  const ofAlternation: Alternation = (choice) => {
    let decide: ReturnType<Alternation> | null = null;
    return function (this: BaseParser, alternatives?: IOrAlt<unknown>[]) {
      decide ??= whole.buildLookaheadForAlternation(choice);
      return decide.call(this, alternatives);
    };
  };
  const ofOptional: Optional = (part) => {
    let decide: ReturnType<Optional> | null = null;
    return function (this: BaseParser) {
      decide ??= whole.buildLookaheadForOptional(part);
      return decide.call(this);
    };
  };
  return { validate: (options) => whole.validate(options), buildLookaheadForAlternation: ofAlternation, buildLookaheadForOptional: ofOptional };
};
