import { Command } from "@commander-js/extra-typings";
import { lawCheckDate } from "./law/check-date.ts";
import { lawCoverage } from "./law/coverage.ts";
import { lawDiff } from "./law/diff.ts";
import { lawList } from "./law/list.ts";
import { lawShow } from "./law/show.ts";
import { lawTest } from "./law/test.ts";

const EXAMPLES = `
Examples:
  $ collect law list US-NY-NYC                         every rule for somebody who lives there
  $ collect law show us.regf.call-frequency            one rule, in its own words, with its examples
  $ collect law coverage GB                            what is done about each rule
  $ collect law diff 2026-08-31 2026-09-01 US-NY-NYC   what changed, and which policies it concerns
  $ collect law check-date                             what runs out, or was checked too long ago
  $ collect law test policies/law                      the examples of the law

"collect law COMMAND --help" shows the options of one command, with examples.`;

/** `collect law …` */
export const law = () =>
  new Command("law")
    .description("the law that policies are held to")
    .addCommand(lawList())
    .addCommand(lawShow())
    .addCommand(lawTest())
    .addCommand(lawCoverage())
    .addCommand(lawCheckDate())
    .addCommand(lawDiff())
    .addHelpText("after", EXAMPLES);
