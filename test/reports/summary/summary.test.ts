/** The document that a reviewer signs says all that a policy does, and other words where the policy does otherwise. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import { lawBook } from "../../../cli/law-cache.ts";
import { summedOf } from "../../../cli/summary/summed.ts";
import { everyStep, parseDay } from "../../../engine/index.ts";
import type { CompiledPolicy, LocalDay } from "../../../engine/index.ts";
import { libraryNames } from "../../../policies/index.ts";
import { diagramOf, htmlOf, markdownOf, mermaidOf, summaryOf, type Summed } from "../../../reports/summary/index.ts";
import { mutantsOf } from "./leaves.ts";

const root = resolve(import.meta.dirname, "../../..");
const room = mkdtempSync(join(tmpdir(), "collect-summary-"));
afterAll(() => rmSync(room, { recursive: true, force: true }));

const TODAY = parseDay("2026-11-30") as LocalDay;
const known = new Map<string, Promise<Summed>>();
const summed = (name: string): Promise<Summed> => {
  const found = known.get(name) ?? lawBook().then((law) => summedOf(`policies/library/${name}/policy.collect`, law, TODAY));
  known.set(name, found);
  return found;
};

const written = (of: Summed): string => markdownOf(summaryOf(of), { mermaid: mermaidOf(of.policy), pathOf: (file) => relative(root, resolve(file)) });

/** Without what only says which files were read: lines that lead there, and digests. */
const behaviour = (text: string): string => text.replaceAll(/ \(\[[^\]]*:\d+\]\(<[^>]*>\)\)/gu, "").replaceAll(/`[0-9a-f]{64}`/gu, "");

/** The law apart: it is the same whatever a policy's steps are, and as long as all of it. */
const withoutLaw = (of: Summed, policy: CompiledPolicy = of.policy): string =>
  behaviour(written({ ...of, policy, proved: { ...of.proved, places: [] } }));

const plain = (text: string): string => text.replaceAll("\\", "");

it.each(libraryNames())("%s: every step, event, notice, plan, house rule, sum and letter is in it", async (name) => {
  const of = await summed(name);
  const text = plain(written(of));
  const { stages, handlers, notices, plans, house, facts } = of.policy;
  for (const stage of stages) {
    expect(text).toContain(`Stage ${stage.name}`);
    for (const step of everyStep(stage))
      for (const action of [step.action, step.otherwise, step.else]) if (action?.kind === "contact") expect(text).toContain(`"${action.template}"`);
  }
  const lines = new Set([...text.matchAll(/policy\.collect#L(\d+)/gu)].map(([, line]) => Number(line)));
  const told = [...stages.flatMap((stage) => [...everyStep(stage), ...stage.next]), ...handlers, ...notices];
  expect(told.map(({ line }) => line).filter((line) => !lines.has(line))).toEqual([]);
  for (const { on } of handlers) expect(text).toContain(`On ${on}`);
  for (const plan of plans) expect(text).toContain(`Payment plan "${plan.name}"`);
  for (const { summary } of house) expect(text.toLowerCase()).toContain(summary.toLowerCase());
  for (const fact of Object.keys(facts)) expect(text).toContain(fact);
  for (const { subject } of of.letters) expect(text).toContain(subject);
  expect(of.unwritten).toEqual([]);
});

it.each(libraryNames())("%s: every rule that its proof looked at stands in it with its verdict, and how sure it is", async (name) => {
  const of = await summed(name);
  const rows = written(of)
    .split("\n")
    .filter((line) => line.startsWith("| "));
  for (const { rule, verdict } of of.proved.verdicts) {
    const found = rows.filter((row) => row.includes(`(\`${rule}\`)`));
    expect(
      found.some((row) => row.startsWith(`| ${verdict.replace("-", " ")} |`)),
      rule,
    ).toBe(true);
    const { cites, checked } = of.law.book.rules.find(({ id }) => id === rule) ?? { cites: "", checked: null };
    expect(plain(found[0] ?? "")).toContain(cites);
    if (checked !== null) expect(found[0]).toMatch(/\d{4}-\d\d-\d\d/u);
  }
});

it.each(libraryNames())("%s: whatever one leaf of the policy says otherwise, the summary says otherwise", async (name) => {
  const of = await summed(name);
  const before = withoutLaw(of);
  let tried = 0;
  for (const { path, value } of mutantsOf(of.policy)) {
    tried += 1;
    expect(withoutLaw(of, value as CompiledPolicy) === before, path).toBe(false);
  }
  expect(tried).toBeGreaterThan(100);
});

const edited = async (name: string, edit: (source: string) => string): Promise<string> => {
  const folder = mkdtempSync(join(room, "edit-"));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "policy.collect");
  writeFileSync(file, edit(readFileSync(join(root, `policies/library/${name}/policy.collect`), "utf8")));
  const of = await summed(name);
  const { compilePolicy, outlineOf } = await import("../../../dsl/index.ts");
  const source = readFileSync(file, "utf8");
  const options = { lawBook: of.law.book };
  const [{ policy }, outline] = [compilePolicy(source, file, options), outlineOf(source, file, options)];
  if (policy === null || outline === null) throw new Error("the edited policy can't be read");
  return withoutLaw({ ...of, outline }, policy);
};

it("comments, blank lines and spaces change nothing but the lines that are led to", async () => {
  const text = await edited(
    "b2b-standard",
    (source) => `// A remark.\n\n${source.replaceAll("\n  stage ", "\n\n  // Another.\n  stage    ").replace("at most 2", "at   most 2")}`,
  );
  expect(text).toBe(withoutLaw(await summed("b2b-standard")));
});

it("a house rule that says another number is another summary, and so is one that is gone", async () => {
  const before = withoutLaw(await summed("b2b-standard"));
  expect(await edited("b2b-standard", (source) => source.replace("at most 2 contacts", "at most 3 contacts"))).not.toBe(before);
  expect(await edited("b2b-standard", (source) => source.replace("    never sms\n", ""))).not.toBe(before);
});

it("clauses keep their numbers when others come before them", async () => {
  const numbers = (text: string): readonly string[] => [...text.matchAll(/^\*\*([^*]+)\*\*/gmu)].map(([, number = ""]) => number);
  const before = numbers(withoutLaw(await summed("b2b-standard")));
  const after = numbers(
    await edited("b2b-standard", (source) => source.replace("    day 5  ", '    day 2          task "look" for "AR team"\n    day 5  ')),
  );
  expect(after.filter((one) => !before.includes(one))).toEqual(["4.reminder.day-2"]);
  expect(before.filter((one) => !after.includes(one))).toEqual([]);
});

it("the same inputs give the same bytes", async () => {
  const of = await summed("b2b-standard");
  const [one, two] = [htmlOf(summaryOf(of), await diagramOf(of.policy)), htmlOf(summaryOf(of), await diagramOf(of.policy))];
  expect(one).toBe(two);
});

it.each(libraryNames())("%s: the page fetches nothing, runs nothing, and every link leads to one place on it", async (name) => {
  const of = await summed(name);
  const page = htmlOf(summaryOf(of), await diagramOf(of.policy));
  expect(page).not.toMatch(/<script|<iframe|<img|<link|\ssrc=|\son\w+=|url\(|@import|<a [^>]*href="(?!#)/u);
  const ids = [...page.matchAll(/\sid="([^"]*)"/gu)].map(([, id = ""]) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  const links = [...page.matchAll(/href="#([^"]*)"/gu)].map(([, id = ""]) => id);
  expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  expect(links.length).toBeGreaterThan(40);
});

it("signs that mean something to a page are shown as text, in letters, too", async () => {
  const of = await summed("b2b-standard");
  const [letter] = of.letters;
  if (letter === undefined) throw new Error("there is a letter");
  const hostile = {
    ...of,
    policy: { ...of.policy, name: "<script>1</script>" },
    letters: [{ ...letter, html: '<p onclick="x">a<script>1</script><img src=x></p></div>' }],
  };
  const page = htmlOf(summaryOf(hostile), "");
  expect(page).not.toMatch(/<script|<img|onclick="x">/u);
  expect(page).toContain("&lt;script&gt;1");
});

it.each(libraryNames())("%s reads as it did when somebody last looked at it (UPDATE_GOLDEN=1 writes it anew)", async (name) => {
  const golden = join(root, "test/golden/summary", `${name}.md`);
  const text = withoutLaw(await summed(name));
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, "utf8"));
});
