import { Command } from "@commander-js/extra-typings";
import { dayFrom, placeFrom, shippedLaw } from "../../law/book.ts";
import { answer, formatOption, type Format } from "../../output.ts";
import { paint } from "../../terminal/color.ts";
import { table, terminalWidth } from "../../terminal/table.ts";

const EXAMPLES = `
Examples:
  $ collect law list                                   the whole law book, past and coming versions too
  $ collect law list US-NY-NYC                         rules for somebody who lives in New York City: the city's, the state's, the country's
  $ collect law list GB --as-of 2026-11-30             only those in force on that day
  $ collect law list --format json

Exit: 0 · 1 no such place, or one without rules of its own`;

interface Asked {
  readonly asOf?: string | undefined;
  readonly format: Format;
}

const HEADS = ["rule", "kind", "in force", "confidence", "summary"].map((head) => ({ head }));

const list = async (word: string | undefined, { asOf, format }: Asked): Promise<void> => {
  const { confidenceWords, entryOf, forceWords, selectRules } = await import("../../../reports/law/index.ts");
  const day = asOf === undefined ? {} : { asOf: dayFrom(asOf, "--as-of") };
  const book = await shippedLaw();
  const place = word === undefined ? {} : { place: await placeFrom(book, word) };
  const rules = selectRules(book, { ...place, ...day }).map(entryOf);
  const { exampleCounts } = await import("../../../policies/index.ts");
  const counts = exampleCounts();
  answer(format, { rules: rules.map((rule) => ({ ...rule, examples: counts.get(rule.id) ?? 0 })) }, () => {
    const rows = rules.map((rule) => [rule.id, rule.kind, forceWords(rule), confidenceWords(rule), rule.summary]);
    const unsure = rules.filter(({ confidence }) => confidence === "unverified").length;
    const places = new Set(rules.map((rule) => rule.place)).size;
    const count = `${rules.length} rules of ${places} ${places === 1 ? "place" : "places"}, ${unsure} of them unverified: to be confirmed by counsel`;
    return `${table(HEADS, rows, 4, { width: terminalWidth(), paintHead: (cell) => paint("bold", cell) })}\n\n${count}\nNext: collect law show RULE`;
  });
};

/** `collect law list [PLACE]` */
export const lawList = () =>
  new Command("list")
    .description("rules of the law book, or those that bind somebody who lives in a place")
    .argument("[place]", "a place such as US, US-CA or GB-SCT; its own rules and those of the places around it")
    .option("--as-of <date>", "only rules in force on this day, such as 2026-11-30")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action(list);
