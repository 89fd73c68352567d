/** What `--fix` offers for a broken verdict mends it: each change is made here, and proved once more. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { collect } from "../collect.ts";
import { documentOf } from "../shapes.ts";
import { CLAIMS_AT_ONCE, folderWith, policyWith } from "./policies.ts";

type Verdicts = ReturnType<typeof documentOf<"validate">>["verdicts"];
type Edits = NonNullable<Verdicts[number]["fix"]>["edits"];

const verdictsOf = async (file: string, ...args: string[]): Promise<Verdicts> =>
  documentOf("validate", (await collect(["validate", file, "--format", "json", ...args])).stdout).verdicts;

const offsetIn = (text: string, line: number, column: number): number =>
  text
    .split("\n")
    .slice(0, line - 1)
    .reduce((sum, one) => sum + one.length + 1, column - 1);

/** Makes the edits of a fix, the last of a file first. */
function make(edits: Edits): void {
  for (const { file, line, column, endLine, endColumn, text } of edits.toSorted((a, b) => b.line - a.line || b.column - a.column)) {
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.slice(0, offsetIn(before, line, column)) + text + before.slice(offsetIn(before, endLine, endColumn)));
  }
}

const fixOf = (verdicts: Verdicts, rule: string) => verdicts.find((one) => one.rule === rule)?.fix;

it("a step that the law forbids to some is left out for them, and for all where it binds all", async () => {
  const { file } = folderWith(CLAIMS_AT_ONCE);
  const verdicts = await verdictsOf(file, "--fix");
  const narrow = fixOf(verdicts, "gb.pap-debt.letter-of-claim");
  expect(narrow?.title).toBe("leave the step out: when not (place is GB and debtor_kind is sole-trader)");
  const wide = fixOf(verdicts, "gb.pd-pac.company");
  expect(wide).toMatchObject({ title: "leave the step out: when not (place is GB)", applicability: "manual" });
  make(narrow?.edits ?? []);
  const after = await verdictsOf(file);
  expect(after.filter(({ verdict }) => verdict === "broken").map(({ rule }) => rule)).toEqual(["gb.pd-pac.company"]);
  expect((await collect(["validate", file])).stdout).not.toContain("fix:");
});

it("a claim before its letter waits until the letter is old enough", async () => {
  const { file, folder } = folderWith(
    policyWith("Claims first", `    day 0          file small claim when debtor_kind is business\n    day 5          letter "before we claim"`),
  );
  mkdirSync(join(folder, "letters"));
  const letter =
    "{{!-- contains: letter-before-action --}}\n<p>Dear {{debtor.name}},</p>\n<p>{{balance}} {{currency}} are open since {{oldest_due}}.</p>\n";
  writeFileSync(join(folder, "letters", "before-we-claim.letter.hbs"), `Subject: Before we claim\n\n${letter}`);
  const fix = fixOf(await verdictsOf(file, "--fix"), "gb.pd-pac.company");
  expect(fix).toMatchObject({ title: expect.stringMatching(/^wait until day \d+, when the notice is old enough$/), applicability: "likely" });
  make(fix?.edits ?? []);
  const after = await verdictsOf(file);
  expect(after.find(({ rule }) => rule === "gb.pd-pac.company")?.verdict).not.toBe("broken");
});

it("words that the law wants are included, where their text ships, in each letter that lacks them", async () => {
  const source = policyWith("States", `    day 0          letter "first letter"\n    day 20         letter "second letter"`)
    .replace("commercial", "consumer")
    .replaceAll("GBP", "USD")
    .replace("places     GB", "places     US");
  const { file, folder } = folderWith(source);
  mkdirSync(join(folder, "letters"));
  for (const name of ["first", "second"])
    writeFileSync(
      join(folder, "letters", `${name}-letter.letter.hbs`),
      `Subject: What is open\n\n{{!-- contains: reminder --}}\n<p>Dear {{debtor.name}},</p>\n<p>{{balance}} {{currency}} are open since {{oldest_due}}.</p>\n`,
    );
  const ofIowa = (verdicts: Verdicts) => verdicts.filter(({ verdict, place }) => verdict === "broken" && place === "US-IA");
  const broken = ofIowa(await verdictsOf(file, "--fix"));
  expect(broken.map(({ rule, fix }) => [rule, fix?.title.replace(/, and so in \d+ places$/, "")])).toEqual([
    ["us-ia.537.7103.disclosure", "include `law/mini-miranda-initial`"],
    ["us-ia.537.7103.disclosure.later", "include `law/mini-miranda-subsequent`"],
    ["us-ia.537.7103.disclosure.writing", "include `law/mini-miranda-initial`"],
  ]);
  for (const { fix } of broken) make(fix?.edits ?? []);
  expect(ofIowa(await verdictsOf(file))).toEqual([]);
});

it("people read where to change what, and that it was proved", async () => {
  const { file } = folderWith(CLAIMS_AT_ONCE);
  const { code, stdout } = await collect(["validate", file, "--fix"]);
  expect(code).toBe(4);
  expect(stdout).toContain(`  fix: leave the step out: when not (place is GB) (to be looked at; proved)
    ${file}:17:36: insert \`when not (place is GB)\`
`);
});
