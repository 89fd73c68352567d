import { expect, it } from "vitest";
import { collect } from "./collect.ts";
import { documentOf } from "./shapes.ts";

it("lists every code by family, with its severity and its page's title", async () => {
  const { code, stdout } = await collect(["codes"]);
  expect(code).toBe(0);
  expect(stdout).toContain("\n  C2001  error    there is no stage of that name\n");
  const told = documentOf("codes", (await collect(["codes", "--format", "json"])).stdout).codes;
  expect(told.length).toBe(stdout.split("\n").filter((line) => /^ {2}C\d{4}/.test(line)).length);
  expect(told.find((each) => each.code === "C2022")).toMatchObject({ family: "names and types", severity: "warning", suppressible: true });
});

it("shows the page of one code, by code or name, in whatever case, with both examples", async () => {
  const byCode = await collect(["codes", "c2001"]);
  const byName = await collect(["codes", "unknownStage"]);
  expect(byCode).toEqual(byName);
  expect(byCode.stdout).toMatch(/^C2001: there is no stage of that name\nerror · names and types/);
  expect(byCode.stdout).toMatch(/\nBad\n {4}stage reminder [\s\S]*demnd[\s\S]*\nGood\n {4}stage reminder /);
  const { code } = documentOf("code", (await collect(["codes", "C2001", "--format", "json"])).stdout);
  expect([code.bad.length, code.good.length, code.text.length > 60]).toEqual([1, 1, true]);
});

it("names the nearest code for one that isn't there, and says what became of one that was retired", async () => {
  expect(await collect(["codes", "C2o01"])).toEqual({ code: 1, stdout: "", stderr: "collect: there is no code C2o01; did you mean C2001?\n" });
  expect((await collect(["codes", "C4026"])).stderr).toBe("collect: C4026 was retired: a law file without a jurisdiction is C1020\n");
});
