import { Command } from "@commander-js/extra-typings";
import type { LawBook, Rule } from "../../../engine/index.ts";
import { Failure } from "../../failure.ts";
import { dayFrom, placeFrom, shippedLaw } from "../../law/book.ts";
import { answer, formatOption, type Format } from "../../output.ts";
import { terminalWidth } from "../../terminal/table.ts";

const EXAMPLES = `
Examples:
  $ collect law show us.regf.call-frequency            one rule, in its own words, with its examples
  $ collect law show us.regf                           every rule of one source
  $ collect law show GB-SCT --as-of 2026-11-30         every rule for somebody who lives in Scotland, in force on that day
  $ collect law show us.regf.time-window --format json

Exit: 0 · 1 no such rule or place, or a place without rules of its own`;

interface Asked {
  readonly asOf?: string | undefined;
  readonly format: Format;
}

/** Lines for a pipe, where nobody knows how wide the reader is. */
const PAGE = 120;

const rulesOf = async (book: LawBook, word: string, asOf: string | undefined): Promise<readonly Rule[]> => {
  const { isRuleId, rulesById, selectRules } = await import("../../../reports/law/index.ts");
  const { inForce } = await import("../../../engine/index.ts");
  const day = asOf === undefined ? null : dayFrom(asOf, "--as-of");
  if (!isRuleId(word)) return selectRules(book, { place: await placeFrom(book, word), ...(day === null ? {} : { asOf: day }) });
  const rules = rulesById(book, word);
  if ("problem" in rules) throw new Failure(rules.problem);
  const standing = rules.found.filter((rule) => day === null || inForce(rule, day));
  if (standing.length === 0) throw new Failure(`${word} is not in force on ${asOf}; without --as-of it is shown with its dates`);
  return standing;
};

const show = async (word: string, { asOf, format }: Asked): Promise<void> => {
  const { entryOf } = await import("../../../reports/law/index.ts");
  const { lawFiles, ruleText } = await import("../../../policies/index.ts");
  const { pageOf } = await import("../../law/page.ts");
  const files = lawFiles();
  const rules = await rulesOf(await shippedLaw(), word, asOf);
  const pages = rules.map((rule) => ({ rule: entryOf(rule), body: rule.body, text: ruleText(rule, files) }));
  answer(format, { rules: pages.map(({ rule, body, text }) => ({ ...rule, ...text, body })) }, () =>
    pages.map((page) => pageOf(page, terminalWidth() ?? PAGE)).join("\n\n\n"),
  );
};

/** `collect law show PLACE|RULE` */
export const lawShow = () =>
  new Command("show")
    .description("rules in their own words: summary, citation, dates, whom they bind, examples")
    .argument("<place or rule>", "a place such as US-CA, the id of a rule, or the beginning of ids such as us.regf")
    .option("--as-of <date>", "only rules in force on this day, such as 2026-11-30")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action(show);
