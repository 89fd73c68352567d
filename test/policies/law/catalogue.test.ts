/** The book against the catalogue of rules that it was written from: none is left out in silence. */
import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { loadLawBook } from "../../../policies/book.ts";

const linesOf = (file: URL): readonly string[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");

const catalogue = linesOf(new URL("catalogue.txt", import.meta.url));

/** Ids of the catalogue that stand for a family, and must be split by place when they are encoded. */
const SPLIT: Readonly<Record<string, readonly RegExp[]>> = {
  "nordic.limitation": [/^(no|se|fi|dk)\..*limitation/u],
  "my.hk.general": [/^(my|hk)\./u],
  "ca.limitation.other": [/^ca\.(ab|bc|mb|nb|nl|ns|nt|nu|on|pe|qc|sk|yt)\..*limitation/u],
  "us-xx.contract-first": [/^us-[a-z]{2}\..*contract-first/u],
};

const book = await loadLawBook();
const ids = book.rules.map((rule) => rule.id);

const isEncoded = (id: string): boolean => {
  const family = SPLIT[id];
  return ids.some((own) => own === id || own.startsWith(`${id}.`) || family?.some((pattern) => pattern.test(own)) === true);
};

/** `- \`id\`: reason` of NOT-ENCODED.md. */
const notEncoded = (): ReadonlyMap<string, string> => {
  const file = new URL("../../../policies/law/NOT-ENCODED.md", import.meta.url);
  if (!existsSync(file)) return new Map();
  return new Map([...readFileSync(file, "utf8").matchAll(/^- `([^`]+)`: (.+)$/gmu)].map(([, id = "", reason = ""]) => [id, reason]));
};

it("the catalogue holds each id once", () => {
  expect(new Set(catalogue).size).toBe(catalogue.length);
  expect(catalogue.length).toBe(372);
});

it("every rule of the catalogue is in the book, or a reason says why it isn't", () => {
  const reasons = notEncoded();
  expect(catalogue.filter((id) => !isEncoded(id) && !reasons.has(id))).toEqual([]);
});

it("at most one in twenty is left out, and what is left out is not in the book", () => {
  const reasons = notEncoded();
  expect(reasons.size).toBeLessThanOrEqual(catalogue.length / 20);
  expect([...reasons.keys()].filter((id) => isEncoded(id) || !catalogue.includes(id))).toEqual([]);
  for (const reason of reasons.values()) expect(reason.length).toBeGreaterThan(20);
});
