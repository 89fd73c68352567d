/**
 * `node test/nightly/law-mutants.ts [RULE-PREFIX …]`: takes every rule out of the law book, and moves every number of every rule by one, in turn; some example
 * of the law files or some legal case must then fail. Prints the survivors, and ends with 1 when there are any. Dates in force, the dates and sums by
 * which a rule binds, and rules that refuse and owe nothing are held in place by the register (`test/policies/law/register.test.ts`), which is asked here too.
 */
import { mutantsOf, survivorsOf } from "./law-mutants/mutants.ts";
import { lawUnderTest } from "./law-mutants/questions.ts";

const prefixes = process.argv.slice(2);
const law = await lawUnderTest();
const rules = law.book.rules.filter(({ id }) => prefixes.length === 0 || prefixes.some((prefix) => id.startsWith(prefix)));
if (rules.length === 0) throw new Error(`no rule of the book begins with ${prefixes.join(" or ")}`);

let mutants = 0;
let survivors = 0;
for (const rule of rules) {
  const of = mutantsOf(rule);
  mutants += of.length;
  for (const what of survivorsOf(rule, of, law)) {
    survivors += 1;
    process.stdout.write(`survives  ${rule.id}  ${what}  ${rule.file}:${rule.line}\n`);
  }
}
process.stdout.write(`${rules.length} rules · ${mutants} mutants · ${mutants - survivors} found out · ${survivors} survive\n`);
if (survivors > 0) process.exitCode = 1;
