import { expect, it } from "vitest";
import { out, refusers, type Question } from "./asking.ts";

const city: Question = { places: ["US-NY-NYC"] };
const three = [
  out("2026-10-09T10:00", "call", { outcome: "message" }),
  out("2026-10-10T10:00", "sms"),
  out("2026-10-11T10:00", "call", { outcome: "no-answer" }),
];
it("the city's new limit begins on 1 September 2026: a fourth call on 31 August is none of its business", () => {
  const history = ["27", "28", "29"].map((date) => out(`2026-08-${date}T10:00`, "call", { outcome: "no-answer" }));
  expect(refusers({ ...city, history, at: "2026-08-31T12:00" })).toEqual([]);
  expect(refusers({ ...city, history, at: "2026-09-01T12:00" })).toEqual(["us-ny-nyc.shield.frequency"]);
});

it("the city's rules stop at the city: the rest of the state has no such limit", () => {
  expect(refusers({ places: ["US-NY"], history: three })).toEqual([]);
});

it("a business debt is not theirs, whoever collects it", () => {
  expect(
    refusers({ ...city, role: "creditor", kind: "business", debts: [{ kind: "commercial" }], history: three, contact: { channel: "email" } }),
  ).toEqual([]);
});
