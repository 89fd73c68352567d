import { expect, it } from "vitest";
import { workflowBundle } from "../../workflows/temporal/bundle.ts";

/** The code alone: the source map at its end is for stack traces. */
const codeOf = (bundle: string): string => bundle.replace(/\/\/# sourceMappingURL=\S+\s*$/, "");

it("the workflow's bundle holds the engine and the SDK, and none of the heavy libraries", async () => {
  const code = codeOf((await workflowBundle()).code);
  expect(code).toContain("engine/step");
  const heavy = ["luxon", "zod", "chevrotain", "handlebars", "kysely", "nodemailer", "pg"];
  expect(heavy.filter((library) => code.includes(`node_modules/${library}/`))).toEqual([]);
  expect(code).not.toMatch(/"(\.\.?\/)+(ledger|channels|dsl|policies)\//);
}, 60_000);

it("the workflow's bundle stays within its budget", async () => {
  const { code } = await workflowBundle();
  // The SDK's own part is about 520 KB of unminified text.
  expect(codeOf(code).length).toBeLessThan(900_000);
});

it("the sandboxed code never asks the host for the time zone, the locale or chance", async () => {
  const { code } = await workflowBundle();
  const own = [...codeOf(code).matchAll(/!\*\*\* (\.\/(?:engine|workflows)\/\S+\.ts) \*\*\*![^]*?(?=\n\/\*\*\*\/ |$)/g)];
  expect(own.length).toBeGreaterThan(5);
  const asking = own.filter(([text]) => /\bIntl\.|toLocale\w*\(|Math\.random|getTimezoneOffset/.test(text));
  expect(asking.map(([, file]) => file)).toEqual([]);
});
