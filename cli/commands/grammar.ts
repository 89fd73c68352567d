import { Command, Option } from "@commander-js/extra-typings";
import { Failure } from "../failure.ts";

const FORMATS = ["ebnf", "railroad", "textmate", "json"] as const;

const EXAMPLES = `
Examples:
  $ collect grammar                                  every production, in EBNF
  $ collect grammar step                             one production, and those that it names
  $ collect grammar --format railroad > grammar.html     diagrams, as one page without scripts
  $ collect grammar --format textmate > collect.tmLanguage.json    highlighting for editors

All of it is read off the parser and the token table that run, so it can't say anything else than they do.`;

const chosen = async (name: string | undefined) => {
  const { namesIn, productions } = await import("../../dsl/reference/index.ts");
  const all = productions();
  if (name === undefined) return all;
  const one = all.find((production) => production.name === name);
  if (one === undefined) {
    const { suggest } = await import("../../dsl/index.ts");
    const near = suggest(
      name,
      all.map((production) => production.name),
    );
    throw new Failure(`there is no production ${name}${near === null ? '; "collect grammar" lists them all' : `; did you mean ${near}?`}`);
  }
  const named = new Set(namesIn(one.piece));
  return [one, ...all.filter((production) => production !== one && named.has(production.name))];
};

const print = async (name: string | undefined, format: (typeof FORMATS)[number]): Promise<string> => {
  const dsl = await import("../../dsl/reference/index.ts");
  if (format === "textmate") return `${JSON.stringify(dsl.textMateGrammar(), null, 2)}\n`;
  const wanted = await chosen(name);
  if (format === "ebnf") return dsl.ebnf(wanted);
  if (format === "json") return `${JSON.stringify({ version: 1, productions: wanted }, null, 2)}\n`;
  const { railroadPage } = await import("../../reports/grammar/railroad.ts");
  return railroadPage(wanted);
};

/** `collect grammar [PRODUCTION]` */
export const grammar = () =>
  new Command("grammar")
    .description("the grammar of the language: EBNF, diagrams, highlighting")
    .argument("[production]", "only this production, with those that it names")
    .addOption(new Option("--format <format>", "what to print").choices(FORMATS).default("ebnf" as const))
    .addHelpText("after", EXAMPLES)
    .action(async (name, { format }) => {
      process.stdout.write(await print(name, format));
    });
