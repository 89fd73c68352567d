/** The examples that stand in the law files: each answers as it says, and every rule is asked about in both directions. */
import { expect, it } from "vitest";
import { compileLaw } from "../../../dsl/index.ts";
import { calendarNeeds, runLawExample, type ExampleResult, type LawExample } from "../../../engine/index.ts";
import { lawFiles } from "../../../policies/index.ts";
import { buildCalendar } from "../../../policies/calendar/build.ts";

const { lawBook, examples } = compileLaw(lawFiles());
if (lawBook === null) throw new Error("the law doesn't compile");
const calendar = buildCalendar(calendarNeeds(examples));
const results: readonly { readonly example: LawExample; readonly results: readonly ExampleResult[] }[] = examples.map((example) => ({
  example,
  results: runLawExample(example, lawBook, calendar),
}));

for (const { example, results: asked } of results) {
  it(`${example.file}: ${example.title}`, () => {
    for (const { question, ok, expected, got } of asked) expect(ok ? expected : got, `line ${question.line}`).toEqual(expected);
  });
}

/** Kinds that refuse nothing by themselves: they show, date, lengthen a period, or make duties. */
const SILENT: readonly string[] = ["standard", "none", "receipt", "retention", "modifier", "scope", "tolling"];

it("every rule that can refuse does so in an example, and every file has examples of what it lets pass", () => {
  const denying = new Set(examples.flatMap(({ questions }) => questions.flatMap(({ answer }) => (answer.is === "denied" ? answer.rules : []))));
  const refusing = lawBook.rules.filter(({ body }) => !SILENT.includes(body.kind) && !(body.kind === "deadline" && body.else.length === 0));
  // A plan whose text is still open is told what it must say; it can't be refused for it.
  const open = ["de.rdg.13a.plan-and-admission"];
  expect(refusing.map(({ id }) => id).filter((id) => !denying.has(id) && !open.includes(id))).toEqual([]);
  for (const { file } of lawFiles()) {
    const asked = examples.flatMap((example) => (example.file === file ? example.questions : []));
    const denied = asked.flatMap(({ answer }) => (answer.is === "denied" ? answer.rules : []));
    expect(denied.length === 0 || asked.some(({ answer }) => answer.is === "allowed"), file).toBe(true);
  }
});

/** Rules that an example names, and how: by a denial, by how its duty stands, or by whether it binds. */
const naming = examples.flatMap(({ questions }) =>
  questions.flatMap(({ answer }): readonly { readonly rule: string; readonly as: string }[] => {
    if (answer.is === "denied") return answer.rules.map((rule) => ({ rule, as: "denied" }));
    if (answer.is === "owed") return [{ rule: answer.rule, as: answer.status }];
    return answer.is === "binding" ? [{ rule: answer.rule, as: answer.binding ? "binding" : "not binding" }] : [];
  }),
);

it("every rule of the law has an example that names it", () => {
  const named = new Set(naming.map(({ rule }) => rule));
  expect(lawBook.rules.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
});

it("a rule that is asked whether it binds does so of one account and not of another", () => {
  const asked = (as: string): ReadonlySet<string> => new Set(naming.flatMap((one) => (one.as === as ? [one.rule] : [])));
  expect([...asked("binding")].toSorted()).toEqual([...asked("not binding")].toSorted());
  const silent = lawBook.rules.filter(({ body }) => ["standard", "none", "modifier", "scope"].includes(body.kind));
  expect(silent.map(({ id }) => id).filter((id) => !asked("binding").has(id))).toEqual([]);
});

it("an example whose rule is taken away fails: it is that rule which answers", () => {
  const told = (id: string): readonly boolean[] => {
    const book = { ...lawBook, rules: lawBook.rules.filter((rule) => rule.id !== id) };
    return examples.flatMap((example) => runLawExample(example, book, calendar).map(({ ok }) => ok));
  };
  for (const id of ["us.regf.time-window", "gb.late-payment.fixed-sum", "nl.bw.6-96-6.fourteen-day-letter", "de.bgb.195.limitation"])
    expect(told(id), id).toContain(false);
});
