import { readFileSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { compilePolicy } from "../../dsl/index.ts";
import { checkLetters, type LetterFiles } from "../../dsl/templates.ts";

const example = new URL("../../examples/b2b-standard/", import.meta.url);
const source = readFileSync(new URL("policy.collect", example), "utf8");
const read = (file: string) => ({ file: `letters/${file}`, source: readFileSync(new URL(`letters/${file}`, example), "utf8") });
const letters: LetterFiles = Object.fromEntries(readdirSync(new URL("letters/", example)).map((file) => [file.slice(0, -".hbs".length), read(file)]));

const compiled = () => {
  const { policy, diagnostics } = compilePolicy(source, "policy.collect");
  if (policy === null) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return policy;
};

it("the example's policy and letters fit each other", () => {
  expect(checkLetters(compiled(), letters, "letters", source)).toEqual([]);
});

it("every letter of the example is needed: without it and its translations, the step that sends it is shown", () => {
  for (const key of Object.keys(letters).filter((each) => /^[\w-]+\.(email|letter|call)$/.test(each))) {
    const others = Object.fromEntries(Object.entries(letters).filter(([each]) => each !== key && !each.startsWith(`${key}.`)));
    const missing = checkLetters(compiled(), others, "letters", source).filter(({ code }) => code === "C5001");
    expect(missing).toHaveLength(1);
    const { start = 0, end = 0 } = missing[0]?.span ?? {};
    expect(source.slice(start, end).replaceAll(/[" ]+/g, "-")).toBe(`-${key.split(".")[0]}-`);
  }
});
