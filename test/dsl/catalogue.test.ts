import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CATALOGUE, catalogueEntries, FAMILIES, problem, type ProblemName } from "../../dsl/catalogue.ts";
import type { Span } from "../../dsl/index.ts";
import { RETIRED } from "../../dsl/messages/retired.ts";

const GIVEN = new URL("../golden/codes.txt", import.meta.url);
const at: Span = { file: "a.collect", start: 0, end: 1, line: 1, column: 1, endLine: 1, endColumn: 2 };
const entries = catalogueEntries();

it("gives every code once, in the family that its first digit names", () => {
  expect(new Set(entries.map(({ code }) => code)).size).toBe(entries.length);
  for (const { code, family } of entries) {
    expect(code).toMatch(/^C[1-7]\d{3}$/u);
    expect(Object.values(FAMILIES)).toContain(family);
  }
});

it("lets neither an error nor what the law says be silenced", () => {
  expect(entries.filter(({ suppressible, severity, family }) => suppressible && (severity === "error" || family === "law"))).toEqual([]);
  expect(entries.find(({ name }) => name === "neverUsed")?.suppressible).toBe(true);
});

it("names what each message tells of the case", () => {
  const parameters = Object.fromEntries(entries.map((entry) => [entry.name, entry.parameters]));
  expect(parameters["unknownStage"]).toEqual(["name"]);
  expect(parameters["noSuchValue"]).toEqual(["fact", "value", "values"]);
  expect(parameters["clockMissing"]).toEqual([]);
});

it("builds messages of plain words: lower case at the start, no full stop at the end", () => {
  for (const [name, { message }] of Object.entries(CATALOGUE)) {
    const values = new Proxy({}, { get: () => ["x"] });
    const text = String((message as (values: unknown) => unknown)(values));
    expect(text, name).toMatch(/^(?:[^A-Z]|[A-Z]\d)/u);
    expect(text, name).not.toMatch(/[.!]$/u);
  }
});

it("never gives a code twice: whatever was given is in the catalogue under its name, or among the retired", () => {
  const now = new Map(entries.map(({ code, name }) => [code, name]));
  if (process.env["UPDATE_GOLDEN"] !== undefined) {
    const known = readFileSync(GIVEN, "utf8").split("\n").filter(Boolean);
    const all = new Set([...known, ...[...now].map(([code, name]) => `${code} ${name}`)]);
    writeFileSync(GIVEN, `${[...all].toSorted().join("\n")}\n`);
  }
  const given = readFileSync(GIVEN, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  for (const [code = "", name] of given) expect(RETIRED[code] === undefined ? now.get(code) : name, `${code} ${name}`).toBe(name);
  expect(entries.filter(({ code }) => RETIRED[code] !== undefined)).toEqual([]);
  const listed = new Set(given.map(([code]) => code));
  expect(entries.filter(({ code }) => !listed.has(code)).map(({ code, name }) => `${code} ${name}: write it down with UPDATE_GOLDEN=1`)).toEqual([]);
});

it("takes a message's parameters by type: what is missing, misspelt or of another type is refused by the compiler", () => {
  const right = problem("noSuchValue", at, { fact: "segment", value: "kye", values: ["key"] });
  expect(right.message).toBe("`segment` is never `kye`; it is key");
  const refused = [
    // @ts-expect-error a parameter is missing
    () => problem("noSuchValue", at, { fact: "segment", value: "kye" }),
    // @ts-expect-error a parameter is of another type
    () => problem("unknownStage", at, { name: 5 }),
    // @ts-expect-error there is no such parameter
    () => problem("unknownStage", at, { name: "x", nmae: "x" }),
    // @ts-expect-error this message has no parameters
    () => problem("clockMissing", at, { name: "x" }),
    // @ts-expect-error there is no such problem
    () => problem("unknownStgae", at, { name: "x" }),
    // @ts-expect-error letters take their own parameters
    () => problem("unknownField", at, { name: "x" }),
  ];
  expect(refused).toHaveLength(6);
  const name: ProblemName = "unknownField";
  expect(CATALOGUE[name].code).toBe("C5003");
});
