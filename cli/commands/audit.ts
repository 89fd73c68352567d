import { Command } from "@commander-js/extra-typings";
import { EXIT, leaveWith } from "../failure.ts";
import { answer, formatOption } from "../output.ts";
import { storeOption, withStore } from "../store.ts";

const EXAMPLES = `
Examples:
  $ collect audit verify
  $ collect audit verify --format json

Every entry of a debtor's record carries the hash of the one before. This walks all chains with nothing but the log, and names
the first place where one is broken. Exit: 0 whole · 3 broken`;

const verify = new Command("verify")
  .description("walk the chain of every debtor")
  .addOption(storeOption())
  .addOption(formatOption())
  .addHelpText("after", EXAMPLES)
  .action(({ store: folder, format }) =>
    withStore(folder, {}, async ({ ledger }) => {
      const { debtors, entries, broken } = await ledger.verifyChains();
      answer(format, { debtors, entries, broken }, () =>
        [
          ...broken.map(({ debtor, seq, reason }) => `${debtor}, entry ${seq}: ${reason}`),
          `${debtors} debtors, ${entries} entries, ${broken.length === 0 ? "every chain whole" : `${broken.length} broken`}`,
        ].join("\n"),
      );
      if (broken.length > 0) leaveWith(EXIT.errors);
    }),
  );

/** `collect audit verify` */
export const audit = () =>
  new Command("audit").description("check the record of contacts for tampering").addCommand(verify).addHelpText("after", EXAMPLES);
