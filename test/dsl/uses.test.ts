import { expect, it } from "vitest";
import { compilePolicy, type CompiledFile } from "../../dsl/index.ts";
import { resolveUse } from "../../dsl/uses.ts";
import { smallPolicy } from "./small-policy.ts";

type Files = Readonly<Record<string, string>>;

const SHARED = `shared "Group" {
  facts {
    vip boolean
  }
  amount small is 50 USD, 45 EUR
  define rich as vip and balance > small
  house rules {
    at most 2 letters in any 30 days
  }
  plan "short" {
    up to 3 monthly installments, each at least small
    first within 7 days
    default after 1 missed
  }
}
`;

const open = (files: Files, main = "policies/p.collect"): CompiledFile =>
  compilePolicy(files[main] ?? "", main, { read: (path) => files[path] ?? null });
const found = ({ diagnostics }: CompiledFile) => diagnostics.map(({ code, span }) => `${code} ${span.file}:${span.line}`);
const using = (path: string, parts: Parameters<typeof smallPolicy>[0] = {}): string => `use "${path}"\n\n${smallPolicy(parts)}`;

it("takes facts, amounts, definitions, house rules and plans from the used file", () => {
  const { policy, diagnostics, sources } = open({
    "policies/p.collect": using("../group/shared.collect", {
      lines: "  house rules {\n    never visit\n  }\n",
      stage: '    day 0  email "first"\n    day 1  email "reminder" offering plan "short" when rich',
    }),
    "group/shared.collect": SHARED,
  });
  expect(diagnostics).toEqual([]);
  expect(Object.keys(sources)).toEqual(["policies/p.collect", "group/shared.collect"]);
  expect(policy?.facts).toEqual({ vip: { type: "boolean" } });
  expect(policy?.plans).toMatchObject([{ name: "short", atLeast: { USD: 5000 } }]);
  expect(policy?.stages[0]?.steps[1]?.when).toMatchObject({ op: "and", of: [{}, { right: { kind: "money", of: { USD: 5000 } } }] });
  expect(policy?.house.map(({ id, summary, file }) => [id, summary, file])).toEqual([
    ["house.1", "at most 2 letters in any 30 days", "group/shared.collect"],
    ["house.2", "never visit", "policies/p.collect"],
  ]);
});

it("names a policy by what it uses too, not by where that stands", () => {
  const main = using("s.collect");
  const hashed = (shared: string, name = "s.collect"): string | undefined =>
    open({ "p.collect": main.replace("s.collect", name), [name]: shared }, "p.collect").policy?.hash;
  expect(hashed(SHARED)).toBe(hashed(`// a comment\n${SHARED}`, "elsewhere.collect"));
  expect(hashed(SHARED)).not.toBe(hashed(SHARED.replace("2 letters", "3 letters")));
});

it("lets used files use others, each read once, used before using", () => {
  const reads: string[] = [];
  const files: Files = {
    "p.collect": `use "b.collect"\nuse "c.collect"\n${smallPolicy()}`,
    "b.collect": 'use "d.collect"\nshared "B" { house rules { never sms } }',
    "c.collect": 'use "d.collect"\nshared "C" { house rules { never visit } }',
    "d.collect": 'shared "D" { house rules { never social } }',
  };
  const { policy, diagnostics } = compilePolicy(files["p.collect"] ?? "", "p.collect", {
    read: (path) => {
      reads.push(path);
      return files[path] ?? null;
    },
  });
  expect(diagnostics).toEqual([]);
  expect(reads).toEqual(["b.collect", "d.collect", "c.collect"]);
  expect(policy?.house.map(({ summary }) => summary)).toEqual(["never social", "never sms", "never visit"]);
});

it.each([
  ["p.collect", "shared.collect", "shared.collect"],
  ["a/b/p.collect", "shared.collect", "a/b/shared.collect"],
  ["a/b/p.collect", "../shared.collect", "a/shared.collect"],
  ["a/p.collect", "../../x/./shared.collect", "../x/shared.collect"],
  ["/a/p.collect", "s/../shared.collect", "/a/shared.collect"],
  ["a/p.collect", "/etc/shared.collect", "/etc/shared.collect"],
])('from %s, `use "%s"` is %s', (from, path, expected) => {
  expect(resolveUse(from, path)).toBe(expected);
});

it("says that it can't read, where nothing reads", () => {
  const { policy, diagnostics } = compilePolicy(using("shared.collect"), "p.collect");
  expect(policy).toBeNull();
  expect(diagnostics.map(({ code, span }) => [code, span.line, span.column])).toEqual([["C2037", 1, 5]]);
});

it("blames the path of a missing file alone, not the names it may hold", () => {
  const parts = { stage: '    day 0  email "x" offering plan "short" when rich and balance > small' };
  expect(found(open({ "policies/p.collect": using("shraed.collect", parts) }))).toEqual(["C2038 policies/p.collect:1"]);
});

it("shows the ring of files that use each other", () => {
  const { diagnostics } = open({
    "policies/p.collect": using("a.collect"),
    "policies/a.collect": 'use "b.collect"\nshared "A" {\n}\n',
    "policies/b.collect": 'use "a.collect"\nshared "B" {\n}\n',
  });
  expect(diagnostics).toMatchObject([
    {
      code: "C2039",
      message: "files use each other in a ring: policies/a.collect uses policies/b.collect uses policies/a.collect",
      span: { file: "policies/b.collect", line: 1, column: 5 },
    },
  ]);
  expect(found(open({ "policies/p.collect": using("p.collect") }))).toEqual(["C2039 policies/p.collect:1"]);
});

it("ends an endless chain of files with a diagnostic", () => {
  const read = (path: string): string => `use "${path.length}x${path}"\nshared "X" {\n}\n`;
  const { diagnostics } = compilePolicy(using("x.collect"), "p.collect", { read });
  expect(diagnostics.map(({ code }) => code)).toContain("C1012");
});

it("refuses a file that shares nothing", () => {
  expect(found(open({ "policies/p.collect": using("q.collect"), "policies/q.collect": "// nothing\n" }))).toEqual(["C2040 policies/p.collect:1"]);
});

it("reports the problems of a used file in that file", () => {
  const { policy, diagnostics } = open({
    "policies/p.collect": using("s.collect", { stage: '    day 0 email "x" when rich' }),
    "policies/s.collect": SHARED.replace("balance > small", "balnce > small").replace("monthly", "monhtly"),
  });
  expect(policy).toBeNull();
  expect(diagnostics.map(({ code, span, help }) => [code, span.file, span.line, help])).toEqual([
    ["C2005", "policies/s.collect", 6, "did you mean `balance`?"],
    ["C1004", "policies/s.collect", 11, "did you mean `monthly`?"],
  ]);
});

it("holds a shared file whole by itself: what only the policy names, it doesn't know", () => {
  const files = {
    "policies/p.collect": using("s.collect", { lines: "  facts {\n    own boolean\n  }\n", stage: '    day 0 email "x" when ours' }),
    "policies/s.collect": 'shared "S" {\n  define ours as own\n}\n',
  };
  expect(found(open(files))).toEqual(["C2005 policies/s.collect:2"]);
});

it("refuses a name that is declared here and there", () => {
  const lines =
    '  amount small is 1 USD\n  facts {\n    vip boolean\n  }\n  plan "short" {\n    up to 2 weekly installments\n    first within 7 days\n    default after 1 missed\n  }\n';
  const { diagnostics } = open({
    "policies/p.collect": using("s.collect", { lines, stage: '    day 0 email "x" when balance > small' }),
    "policies/s.collect": SHARED,
  });
  expect(diagnostics.map(({ code, span, related }) => [code, span.file, related?.[0]?.span.file])).toEqual([
    ["C2009", "policies/p.collect", "policies/s.collect"],
    ["C2009", "policies/p.collect", "policies/s.collect"],
    ["C2009", "policies/p.collect", "policies/s.collect"],
  ]);
});

it("wants of a shared amount the currencies of the policy, where the policy uses it, and takes no others", () => {
  const files = (stage: string): Files => ({
    "policies/p.collect": using("s.collect", { currency: "USD, GBP", stage }),
    "policies/s.collect": SHARED.replace(/ {2}plan[\s\S]*\n {2}\}\n/u, ""),
  });
  expect(found(open(files('    day 0 email "x"')))).toEqual([]);
  expect(found(open(files('    day 0 email "x" when rich')))).toEqual(["C2041 policies/s.collect:5"]);
});

it("reads a file that shares on its own, and finds what is wrong in it", () => {
  expect(open({ "s.collect": SHARED }, "s.collect")).toMatchObject({ policy: null, diagnostics: [] });
  expect(found(open({ "s.collect": SHARED.replace("50 USD", "50.001 USD").replace("up to 3", "up to 0") }, "s.collect"))).toEqual([
    "C2013 s.collect:5",
    "C3017 s.collect:11",
  ]);
});

it("keeps shared blocks, policies and `use` lines in their places", () => {
  const read = { "s.collect": SHARED };
  expect(found(open({ ...read, "p.collect": `${smallPolicy()}use "s.collect"\n` }, "p.collect"))).toEqual([
    `C1030 p.collect:${smallPolicy().split("\n").length}`,
  ]);
  expect(found(open({ ...read, "p.collect": `use "s.collect"\nuse "s.collect"\n${smallPolicy()}` }, "p.collect"))).toEqual(["C3030 p.collect:2"]);
  expect(found(open({ "p.collect": `${SHARED}${SHARED}` }, "p.collect"))).toEqual(["C3031 p.collect:16"]);
  expect(found(open({ "p.collect": `${SHARED}${smallPolicy()}` }, "p.collect"))).toEqual(["C3032 p.collect:1"]);
});

it("refuses in a shared block what a policy says for itself", () => {
  const { diagnostics } = open({ "s.collect": 'shared "S" {\n  currency USD\n  stage x {\n    day 0 email "x"\n  }\n}\n' }, "s.collect");
  expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([
    ["C1013", "it belongs in a policy"],
    ["C1013", "it belongs in a policy"],
  ]);
});
