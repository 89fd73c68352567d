import { Command } from "@commander-js/extra-typings";
import { dutiesText, dutyDocument, openDuties } from "../duties.ts";
import { answer, formatOption } from "../output.ts";
import { documentOf, standings, totalsOf } from "../standing.ts";
import { storeOption, withStore } from "../store.ts";
import { standingTable, totalsLine } from "../terminal/standing-table.ts";

const EXAMPLES = `
Examples:
  $ collect status
  $ collect status --format json | jq '.accounts[] | select(.result == "held")'

One line an account: its stage, what was decided last, why, and when it is looked at next, in the debtor's own time.
Below it what the law asks of people, such as papers to be sent by a day: "collect tasks" has them all.`;

/** `collect status` */
export const status = () =>
  new Command("status")
    .description("where every account stands")
    .addOption(storeOption())
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((options) =>
      withStore(options.store, {}, async ({ ledger }) => {
        const lines = await standings(ledger);
        const totals = totalsOf(lines);
        const duties = await openDuties(ledger, lines);
        answer(options.format, { totals, accounts: lines.map(documentOf), duties: duties.map(dutyDocument) }, () =>
          [standingTable(lines), "", totalsLine(totals), dutiesText(duties)].join("\n").trimEnd(),
        );
      }),
    );
