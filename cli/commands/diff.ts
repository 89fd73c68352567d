import { Command } from "@commander-js/extra-typings";
import { compare, formatDay, localDay } from "../../engine/index.ts";
import type { LawBook, LocalDay, Version } from "../../engine/index.ts";
import { contentsBy } from "../contents.ts";
import { EXIT, leaveWith } from "../failure.ts";
import { answer, formatOption, type Format } from "../output.ts";
import { runnablePolicy } from "../policy-file.ts";
import { lawBook } from "../law-cache.ts";
import { changeLine, relationOf, type ChangeLine } from "../diff/change.ts";
import { diffText } from "../diff/report.ts";
import { comparingsOf } from "../diff/tasks.ts";
import { day } from "../proof/options.ts";
import { progress } from "../terminal/progress.ts";

const EXAMPLES = `
Examples:
  $ collect diff released/policy.collect policy.collect
  $ collect diff old.collect new.collect --place US-CA
  $ collect diff old.collect new.collect --format json

Runs both policies in virtual time over the same accounts and the same debtors, and says of each place, channel and stage
  stricter      whatever the new policy may send, the old one might, too; and the old might send more
  looser        the new policy may send something at an instant at which the old might not
  incomparable  both
  equal         neither was found
each with a story. The law is not asked: "collect prove" does that. What stands in a letter is not compared.

Exit: 0 equal or stricter · 2 looser or incomparable somewhere`;

interface Options {
  readonly place?: string | undefined;
  readonly today?: LocalDay | undefined;
  readonly format: Format;
}

const DAY_MS = 86_400_000;

const versionOf = async (file: string, law: LawBook): Promise<Version> => {
  const { policy, letters } = await runnablePolicy(file, law);
  return { policy, contains: await contentsBy(letters) };
};

const diffFiles = async (oldFile: string, newFile: string, { place, today, format }: Options): Promise<void> => {
  const law = await lawBook();
  const [before, after] = [await versionOf(oldFile, law), await versionOf(newFile, law)];
  const from = today ?? localDay(Math.floor(Date.now() / DAY_MS));
  const comparings = comparingsOf({ old: before, new: after, law, today: from, place });
  const bar = progress("comparing", "places", comparings.length);
  const changes: ChangeLine[] = [];
  for (const [i, comparing] of comparings.entries()) {
    changes.push(...compare(comparing).map((change) => changeLine(comparing, change)));
    bar.at(i + 1);
    // Gives way, so that progress shows and Ctrl-C is heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  bar.end();
  const relation = relationOf(changes);
  const document = { old: { file: oldFile, hash: before.policy.hash }, new: { file: newFile, hash: after.policy.hash }, today: formatDay(from) };
  answer(format, { ...document, relation, changes }, () => diffText({ oldFile, newFile, relation, changes }));
  if (relation === "looser" || relation === "incomparable") leaveWith(EXIT.warnings);
};

/** `collect diff OLD NEW` */
export const diff = () =>
  new Command("diff")
    .description("say what a change of a policy lets it send, and what it no longer can")
    .argument("<old>", "the policy as it was (.collect)")
    .argument("<new>", "the policy as it is now")
    .option("--place <place>", "only in this place")
    .option("--today <date>", "first day of the runs (default: today)", day)
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((before, after, options) => diffFiles(before, after, options));
