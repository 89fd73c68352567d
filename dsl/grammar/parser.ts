/** The parser of statements: one instance, made once. */
import { TestsGrammar } from "./tests.ts";

export class StatementParser extends TestsGrammar {
  /** `skipValidations` is for speed; a test builds it without, and so proves that the grammar has no ambiguity. */
  constructor(skipValidations = true) {
    super(skipValidations);
    this.performSelfAnalysis();
  }
}
