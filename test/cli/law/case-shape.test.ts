/** The reader of legal cases is exactly as strict as the published schema, over mutations of every value of many cases. */
import { readFileSync, readdirSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, it } from "vitest";
import { problemsOf } from "../../../cli/law/case-shape.ts";

const schema = JSON.parse(readFileSync(new URL("case.schema.json", import.meta.url), "utf8")) as Readonly<Record<string, unknown>>;
const compiled = (allErrors: boolean) => {
  const ajv = new Ajv2020({ strict: false, allErrors });
  addFormats.default(ajv);
  return ajv.compile(schema);
};
const fits = compiled(false);
const allFaults = compiled(true);

const folder = new URL("../../cases/data/", import.meta.url);
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
const cases = readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as readonly Json[]);

/** Values that may stand in the place of another. */
const OTHERS: readonly Json[] = [
  null,
  "",
  "x",
  "0",
  "1.5",
  -1,
  0,
  7,
  true,
  [],
  {},
  "2026-02-30",
  "2026-02-28",
  "2026-02-28T10:00:00Z",
  "24:00",
  "call",
  "in",
];

/** Members that are put where they may not belong. */
const ADDED: Readonly<Record<string, Json>> = {
  extra: 1,
  by: "creditor",
  outcome: "busy",
  line: "mobile",
  form: "oral",
  until: "2026-03-01",
  rate: "4",
  channels: ["sms"],
  contains: ["reminder"],
  amount: "1.00",
  currency: "EUR",
  id: "one",
  contact: { channel: "letter" },
};

const isObject = (value: Json): value is { readonly [name: string]: Json } => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every value that one change makes of a value. */
function* mutants(value: Json): Generator<Json> {
  for (const other of OTHERS) if (other !== value) yield other;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    if (list[0] !== undefined) yield [...list, list[0]];
    for (const [i, item] of list.entries()) {
      yield list.toSpliced(i, 1);
      for (const mutant of mutants(item)) yield list.with(i, mutant);
    }
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      const { [name]: _, ...rest } = value;
      yield rest;
      for (const mutant of mutants(inner)) yield { ...value, [name]: mutant };
    }
    for (const [name, inner] of Object.entries(ADDED)) if (!Object.hasOwn(value, name)) yield { ...value, [name]: inner };
  }
}

it("every case that the schema takes is read", () => {
  expect(cases.length).toBeGreaterThan(20);
  for (const legal of cases) {
    expect(fits([legal]), JSON.stringify(fits.errors)).toBe(true);
    expect(problemsOf(legal, 0)).toEqual([]);
  }
});

it("a changed case is refused where the schema refuses it, and only there", () => {
  let [taken, refused] = [0, 0];
  for (const legal of cases.filter((_, i) => i % 4 === 0)) {
    for (const mutant of mutants(legal)) {
      const expected = fits([mutant]);
      const problems = problemsOf(mutant, 0);
      if ((problems.length === 0) !== expected)
        expect.fail(`${JSON.stringify(mutant)}\nschema: ${expected} ${JSON.stringify(fits.errors)}\nread: ${JSON.stringify(problems)}`);
      if (expected) taken += 1;
      else refused += 1;
    }
  }
  expect(taken).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(10_000);
});

const EVENTS = (schema["$defs"] as { readonly event: { readonly enum: readonly string[] } }).event.enum;
const MEMBERS: Readonly<Record<string, Json>> = {
  debts: ["a"],
  by: "debtor",
  form: "written",
  medium: "letter",
  received: "2026-03-01T10:00:00Z",
  re: "one",
  ground: "paid",
  request: "verification",
  channels: ["sms"],
  covers: "work",
  address: "line-1",
  place: "work",
  from: "2026-03-01",
  until: "2026-03-02",
  blocked: [{ days: ["mon"], from: "08:00", to: "24:00" }],
  contactKnown: true,
  chapter: 7,
  relief: "crisis",
  amount: "1.00",
  due: "2026-03-01",
  type: "late-fee",
};

it.each(EVENTS)("%s has the members that the schema gives it, must have those that it wants, and no others", (event) => {
  const [first] = cases;
  if (first === undefined || !isObject(first)) throw new Error("no case");
  const with_ = (entry: Json): Json => ({ ...first, history: [entry] });
  const same = (entry: Json): boolean => {
    const expected = fits([with_(entry)]);
    expect(problemsOf(with_(entry), 0).length === 0, JSON.stringify(entry)).toBe(expected);
    return expected;
  };
  const bare = { at: "2026-01-01T10:00:00Z", event };
  const allowed = Object.entries(MEMBERS).filter(([name, value]) => {
    allFaults([with_({ ...bare, [name]: value })]);
    return !(allFaults.errors ?? []).some(({ keyword }) => keyword === "propertyNames");
  });
  expect(same({ ...bare, ...Object.fromEntries(allowed) })).toBe(true);
  for (const [name, value] of Object.entries(MEMBERS)) {
    same({ ...bare, [name]: value });
    same({ ...bare, ...Object.fromEntries(allowed), [name]: value });
    same({ ...bare, ...Object.fromEntries(allowed.filter(([other]) => other !== name)) });
  }
  if (event === "consent")
    expect([same({ ...bare, covers: "channel" }), same({ ...bare, covers: "channel", channels: ["sms"] })]).toEqual([false, true]);
});

it("the complaint names the path and the reason", () => {
  const [first] = cases;
  if (first === undefined || !isObject(first)) throw new Error("no case");
  const { source: _, ...rest } = first;
  expect(problemsOf(rest, 3)).toEqual([{ path: "$[3].source", reason: "is missing" }]);
  expect(problemsOf({ ...first, colour: "red" }, 0)).toEqual([{ path: "$[0].colour", reason: "doesn't belong here" }]);
  expect(problemsOf({ ...first, history: [{ at: "2026-01-01T10:00:00Z", event: "payment", amount: "1,5" }] }, 0)).toEqual([
    { path: "$[0].history[0].amount", reason: 'is no amount: write it as "1200.00"' },
  ]);
});
