import { Command } from "@commander-js/extra-typings";
import type { CatalogueEntry } from "../../dsl/index.ts";
import { pageOf, pagesOf, type Example, type FullPage } from "../codes.ts";
import { Failure } from "../failure.ts";
import { answer, formatOption, type Format } from "../output.ts";
import { paint } from "../terminal/color.ts";

const EXAMPLES = `
Examples:
  $ collect codes                    every problem that "collect validate" can report
  $ collect codes C2001              what one of them means, with an example
  $ collect codes C2001 --format json`;

const STYLES = { error: "red", warning: "yellow", hint: "cyan" } as const;

const TRUST = {
  safe: "its suggested edit means the same",
  likely: "its suggested edit is what was probably meant",
  manual: "its suggested edit has to be looked at",
} as const;

/** What one may do about it, in words. */
const facts = ({ code, severity, family, fix, suppressible }: CatalogueEntry): string =>
  [
    `${paint(STYLES[severity], severity)} · ${family}`,
    ...(fix === null ? [] : [TRUST[fix]]),
    ...(suppressible ? [`may be allowed: // allow ${code}: why`] : []),
    ...(!suppressible && severity !== "error" ? ["can't be allowed"] : []),
  ].join(" · ");

const shown = (heading: string, examples: readonly Example[]): readonly string[] => [
  "",
  paint("bold", heading),
  ...examples.flatMap(({ file, text }) => [...(file === null ? [] : [`  ${file}:`]), ...text.split("\n").map((line) => `    ${line}`.trimEnd())]),
];

const pageText = (entry: CatalogueEntry, page: FullPage | null): string =>
  [
    paint("bold", `${entry.code}: ${page?.title ?? entry.name}`),
    facts(entry),
    ...(page === null ? [] : ["", page.prose, ...shown("Bad", page.bad), ...shown("Good", page.good)]),
  ].join("\n");

const listText = (entries: readonly CatalogueEntry[], titles: ReadonlyMap<string, FullPage>): string =>
  [...Map.groupBy(entries, ({ family }) => family)]
    .map(([family, own]) =>
      [
        paint("bold", family),
        ...own.map(({ code, severity, name }) => `  ${code}  ${paint(STYLES[severity], severity.padEnd(7))}  ${titles.get(code)?.title ?? name}`),
      ].join("\n"),
    )
    .join("\n\n");

const documentOf = (entry: CatalogueEntry, page: FullPage | null | undefined) => ({ ...entry, title: page?.title ?? entry.name });

const list = async (entries: readonly CatalogueEntry[], format: Format): Promise<void> => {
  const titles = await pagesOf(entries.map(({ code }) => code));
  answer(format, { codes: entries.map((entry) => documentOf(entry, titles.get(entry.code))) }, () => listText(entries, titles));
};

const codes = async (asked: string | undefined, format: Format): Promise<void> => {
  const { catalogueEntries, RETIRED, suggest } = await import("../../dsl/index.ts");
  const entries = catalogueEntries();
  if (asked === undefined) return list(entries, format);
  const entry = entries.find(({ code, name }) => code === asked.toUpperCase() || name === asked);
  if (entry === undefined) {
    const retired = RETIRED[asked.toUpperCase()];
    if (retired !== undefined) throw new Failure(`${asked.toUpperCase()} was retired: ${retired}`);
    const near = suggest(
      asked,
      entries.flatMap(({ code, name }) => [code, name]),
    );
    throw new Failure(`there is no code ${asked}; ${near === null ? '"collect codes" lists them' : `did you mean ${near}?`}`);
  }
  const page = await pageOf(entry.code);
  const { prose = "", bad = [], good = [] } = page ?? {};
  answer(format, { code: { ...documentOf(entry, page), text: prose, bad, good } }, () => pageText(entry, page));
};

/** `collect codes [CODE]` */
export const codesCommand = () =>
  new Command("codes")
    .description("what each problem means, with examples")
    .argument("[code]", "code or name of a problem, such as C2001")
    .addOption(formatOption())
    .addHelpText("after", EXAMPLES)
    .action((code, options) => codes(code, options.format));
