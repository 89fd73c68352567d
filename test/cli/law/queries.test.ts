import { expect, it } from "vitest";
import { z } from "zod";
import { collect } from "../collect.ts";

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .nullable();
const entry = z.looseObject({
  id: z.string().min(3),
  place: z.string().min(2),
  kind: z.string().min(3),
  summary: z.string().min(3),
  cites: z.string().min(3),
  confidence: z.enum(["text", "secondary", "unverified", "own"]),
  from: date,
  to: date,
  checked: date,
  file: z.string().regex(/^policies\/law\/.+\.collect$/),
  line: z.int().positive(),
});
const documents = {
  list: z.looseObject({ version: z.literal(1), rules: z.array(entry.extend({ examples: z.number().int().positive() })).min(1) }),
  show: z.looseObject({
    version: z.literal(1),
    rules: z.array(entry.extend({ sentence: z.array(z.string()).min(1), examples: z.array(z.unknown()) })),
  }),
  coverage: z.looseObject({
    version: z.literal(1),
    duties: z.array(
      z.looseObject({ rule: z.string(), status: z.enum(["enforced", "run-time", "assumed", "out-of-scope"]), why: z.string().min(10) }),
    ),
  }),
  "check-date": z.looseObject({ version: z.literal(1), findings: z.array(z.looseObject({ kind: z.string(), subject: z.string(), date })) }),
  diff: z.looseObject({
    version: z.literal(1),
    changes: z.array(
      z.looseObject({
        change: z.enum(["came", "went", "replaced", "value"]),
        rule: entry,
        policies: z.array(z.looseObject({ policy: z.string(), steps: z.array(z.string()) })),
      }),
    ),
  }),
};

const asked = async <Name extends keyof typeof documents>(name: Name, ...args: readonly string[]) => {
  const { code, stdout } = await collect(["law", name, ...args, "--format", "json"]);
  return { code, document: documents[name].parse(JSON.parse(stdout)) as z.infer<(typeof documents)[Name]> };
};

it("list: every rule with its citation, confidence, days and a count of its examples; of a place those that bind who lives there, as of a day", async () => {
  const { code, document } = await asked("list");
  expect(code).toBe(0);
  expect(new Set(document.rules.map(({ id }) => id)).size).toBe(document.rules.length);
  const city = (await asked("list", "us-ny-nyc", "--as-of", "2026-08-31")).document.rules;
  expect(new Set(city.map(({ place }) => place))).toEqual(new Set(["US-NY-NYC", "US-NY", "US", "WORLD"]));
  expect(city.some(({ id }) => id === "us-ny-nyc.shield.frequency")).toBe(false);
});

it("show: a rule in its own words, with its examples", async () => {
  const { document } = await asked("show", "us.regf.time-window");
  expect(document.rules[0]?.sentence[0]).toContain("between 08:00 and 21:00");
  expect(document.rules[0]?.examples.length).toBeGreaterThan(0);
  const { code, stdout } = await collect(["law", "show", "us.regf.time-window"]);
  expect(code).toBe(0);
  for (const words of ["us.regf.time-window", "1006.6(b)(1)(i)", "between 08:00 and 21:00", "example"]) expect(stdout).toContain(words);
});

it("coverage: each rule once, none without a reason", async () => {
  const { code, document } = await asked("coverage", "US-NY-NYC", "--as-of", "2026-11-30");
  expect(code).toBe(0);
  const rules = document.duties.map(({ rule }) => rule);
  expect(new Set(rules).size).toBe(rules.length);
  const listed = (await asked("list", "US-NY-NYC", "--as-of", "2026-11-30")).document.rules;
  expect(listed.filter(({ id }) => !rules.includes(id))).toEqual([]);
  expect(document.duties.find(({ rule }) => rule === "us-ny-nyc.shield.frequency")?.status).toBe("enforced");
});

it("check-date: what is out of date ends with 2", async () => {
  const { code, document } = await asked("check-date", "--as-of", "2026-08-31");
  expect(code).toBe(2);
  expect(document.findings.some(({ kind, subject }) => kind === "rule-pending" && subject === "us-ny-nyc.shield.frequency")).toBe(true);
});

it("diff: what came, and which policies it concerns", async () => {
  const { code, document } = await asked("diff", "2026-08-31", "2026-09-01", "US-NY-NYC");
  expect(code).toBe(0);
  const frequency = document.changes.find(({ rule }) => rule.id === "us-ny-nyc.shield.frequency");
  expect(frequency?.policies.map(({ policy }) => policy)).toContain("us-agency-consumer");
  expect((await asked("diff", "2026-11-01", "2026-11-02", "US-NY-NYC")).document.changes).toEqual([]);
});

it.each([
  [["list", "US-ZZ"], "there is no place US-ZZ; did you mean US-AZ?"],
  [["coverage", "GB-WLS"], "there are no rules for GB-WLS itself; GB, which contains it, has "],
  [["show", "us.regf.call-frequenzy"], "there is no rule us.regf.call-frequenzy; did you mean us.regf.call-frequency?"],
  [["show", "us-ny-nyc.shield.frequency", "--as-of", "2026-08-31"], "is not in force on 2026-08-31"],
  [["list", "--as-of", "2026-02-30"], '--as-of "2026-02-30" is no day'],
  [["diff", "2026-09-01", "2026-08-31", "US"], "name the earlier day first"],
  [["check-date", "--older-than", "soon"], "write a number of days"],
  [["lits"], "did you mean list"],
])("%s: one plain line, and 1", async (args, line) => {
  const { code, stdout, stderr } = await collect(["law", ...args]);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr.toLowerCase()).toContain(line.toLowerCase());
  expect(stderr.trim().split("\n").length).toBe(1);
});
