/** Each policy that ships has its proof beside it, and the proof is of what ships. */
import { expect, it } from "vitest";
import { misfits, shippedCertificate, shippedPolicies } from "../../cli/proof/ship.ts";
import { certificateText, readCertificate } from "../../cli/proof/certificate.ts";
import { keyOf } from "../../cli/proof/key.ts";

const shipped = await shippedPolicies();

const certificateOf = (name: string) => {
  const found = shipped.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} doesn't ship`);
  const certificate = shippedCertificate(found);
  if (typeof certificate === "string") throw new Error(`${name}: ${certificate}`);
  return { ...found, certificate };
};

it.each(shipped.map(({ name }) => name))(
  "the certificate of %s fits policy, letters, law, holidays and version: else run npm run certificates",
  async (name) => {
    const one = shipped.find((each) => each.name === name);
    expect(one === undefined ? ["gone"] : await misfits(one)).toEqual([]);
  },
);

it.each(shipped.map(({ name }) => name))("%s breaks no law, was looked at to the end, enters each of its stages, and collects", (name) => {
  const { certificate } = certificateOf(name);
  expect(certificate.verdicts.filter(({ verdict }) => verdict === "broken" || verdict === "incomplete")).toEqual([]);
  expect(certificate.verdicts.length).toBeGreaterThan(20);
  for (const { unreached, collects } of certificate.places) expect({ unreached, collects }).toEqual({ unreached: [], collects: true });
});

it("law about others leaves a certificate alone, law about the policy's own debts doesn't", async () => {
  const { certificate, program } = certificateOf("policies/library/b2b-gentle/policy.collect");
  const withRule = (id: string) => {
    const rule = program.law.rules.find((one) => one.id === id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    return { ...program, law: { ...program.law, rules: [...program.law.rules, { ...rule, id: `${id}.new` }] } };
  };
  expect((await keyOf(withRule("us.regf.call-frequency"))).lawBook).toBe(certificate.key.lawBook);
  expect((await keyOf(withRule("nl.limitation"))).lawBook).not.toBe(certificate.key.lawBook);
});

it("a certificate that law made stale names the rules that changed, are new or are gone", async () => {
  const one = certificateOf("policies/library/b2b-gentle/policy.collect");
  const { law } = one.program;
  const rules = law.rules.flatMap((rule) =>
    rule.id === "nl.limitation" ? [] : rule.id === "gb.pd-pac.company" ? [{ ...rule, cites: "x" }] : [rule],
  );
  const changed = { ...one, program: { ...one.program, law: { ...law, rules } } };
  expect(await misfits(changed)).toEqual(["the law of its places changed since", "rules that changed: gb.pd-pac.company, nl.limitation"]);
});

it("reads back what was written, and refuses what was touched", () => {
  const { certificate } = certificateOf("examples/b2b-standard/policy.collect");
  const text = certificateText(certificate);
  expect(readCertificate(text)).toEqual(certificate);
  expect(readCertificate(text.replace('"collects":true', '"collects":false'))).toBe("its digest doesn't fit: it was cut off, or changed by hand");
  expect(readCertificate(text.slice(0, 900))).toBe("this is no JSON");
  expect(readCertificate("{}")).toBe("this is no certificate of `collect prove`");
});
