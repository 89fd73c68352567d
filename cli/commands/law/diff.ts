import { Command } from "@commander-js/extra-typings";
import type { LawChange, TouchedPolicy } from "../../../reports/law/index.ts";
import { Failure } from "../../failure.ts";
import { dayFrom, placeFrom, shippedLaw } from "../../law/book.ts";
import { answer, formatOption, type Format } from "../../output.ts";
import { paint } from "../../terminal/color.ts";
import { terminalWidth } from "../../terminal/table.ts";
import { wrap } from "../../terminal/wrap.ts";

const EXAMPLES = `
Examples:
  $ collect law diff 2026-08-31 2026-09-01 US-NY-NYC
  $ collect law diff 2026-01-01 2026-12-31 GB --format json

Rules that came, went, took the place of others, or go by other values; and the policies of the library whose steps they concern,
by place, role, debt, act and channel.

Exit: 0 · 1 no such place, or one without rules of its own`;

const STYLES = { came: "green", went: "red", replaced: "yellow", value: "cyan" } as const;

const policyWords = ({ policy, steps }: TouchedPolicy): string => `${policy}: ${steps.length === 0 ? "as a whole" : steps.join(", ")}`;

const changeText = ({ change, rule, replaces, parameters, policies }: LawChange, width: number): string => {
  const from = replaces === null ? "" : ` (was ${replaces.id})`;
  const under = (text: string): readonly string[] => wrap(text, width - 4).map((line, i) => `${i === 0 ? "  " : "    "}${line}`);
  return [
    `${paint(STYLES[change], change)}  ${paint("bold", rule.id)}${from}`,
    ...under(`${rule.summary} · ${rule.cites}`),
    ...parameters.flatMap(({ name, before, after }) => under(`${name}: ${before ?? "none"} → ${after ?? "none"}`)),
    ...(policies.length === 0 ? ["  no policy of the library is concerned"] : policies.flatMap((one) => under(`concerns ${policyWords(one)}`))),
  ].join("\n");
};

/** Lines for a pipe, where nobody knows how wide the reader is. */
const PAGE = 120;

const diff = async (first: string, second: string, word: string, { format }: { readonly format: Format }): Promise<void> => {
  const { lawDiff: changesOf } = await import("../../../reports/law/index.ts");
  const [from, to] = [dayFrom(first, "the first day"), dayFrom(second, "the second day")];
  if (from > to) throw new Failure(`${first} is later than ${second}: name the earlier day first`);
  const book = await shippedLaw();
  const place = await placeFrom(book, word);
  const { libraryPolicies } = await import("../../../policies/index.ts");
  const changes = changesOf(book, { place, from, to }, await libraryPolicies());
  answer(format, { from: first, to: second, place, changes }, () =>
    changes.length === 0
      ? `the law of ${place} is the same on both days`
      : changes.map((change) => changeText(change, terminalWidth() ?? PAGE)).join("\n\n"),
  );
};

/** `collect law diff DATE DATE PLACE` */
export const lawDiff = () =>
  new Command("diff")
    .description("what changed in the law of a place between two days, and which policies it concerns")
    .argument("<from>", "the earlier day, such as 2026-08-31")
    .argument("<to>", "the later day")
    .argument("<place>", "a place such as US, US-CA or GB-SCT; its own rules and those of the places around it")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action(diff);
