import { expect, it } from "vitest";
import { answer, day, out, refusers, told } from "./asking.ts";

const NOTICE = out("2026-08-03T10:00", "letter", { contains: ["validation-notice", "mini-miranda-initial"], deadline: day("2026-09-15") });
const calls = (from: number, count: number, more = {}) =>
  Array.from({ length: count }, (_, index) =>
    out(`2026-10-${String(from + index).padStart(2, "0")}T10:00`, "call", { outcome: "no-answer", ...more }),
  );

it("Regulation F leaves a creditor alone that collects in its own name, and binds one that poses as an agency", () => {
  expect(refusers({ role: "creditor", at: "2026-10-14T21:00" })).toEqual([]);
  expect(refusers({ role: "creditor", collectorFacts: ["implies-third-party"], at: "2026-10-14T21:00" })).toEqual(["us.regf.time-window"]);
  expect(refusers({ role: "debt-buyer", at: "2026-10-14T21:00" })).toEqual(["us.regf.time-window"]);
});

it("it leaves business debts alone, also when an agency collects them", () => {
  expect(refusers({ debts: [{ kind: "commercial" }], at: "2026-10-14T21:00", history: calls(8, 7) })).toEqual([]);
});

it("a consent to more calls lifts both limits on calls, and ends with the next talk", () => {
  const more = told("2026-10-13T09:00", "consent", { covers: "extra-calls" });
  expect(refusers({ history: [...calls(6, 7), more] })).toEqual([]);
  expect(refusers({ history: [out("2026-10-12T10:00", "call", { outcome: "conversation" }), more] })).toEqual([]);
  expect(refusers({ history: [more, out("2026-10-13T10:00", "call", { outcome: "conversation" })] })).toEqual(["us.regf.call-after-conversation"]);
});

it("calls that never connected, and calls to a number that proved wrong, are not counted", () => {
  expect(refusers({ history: calls(8, 7, { outcome: "busy" }) })).toEqual([]);
  expect(
    refusers({
      history: [
        ...calls(8, 5, { address: "old" }),
        out("2026-10-13T11:00", "call", { address: "old", outcome: "wrong-number" }),
        ...calls(13, 1, { address: "new" }),
      ],
      contact: { address: "new" },
    }),
  ).toEqual([]);
});

it("one bare confirmation of an opt-out may go by the channel that was refused", () => {
  const history = [NOTICE, told("2026-10-14T11:58", "opt-out", { channels: ["sms"] })];
  expect(refusers({ history, contact: { channel: "sms", purpose: "opt-out-confirmation", contains: [] } })).toEqual([]);
});

it("a permitted message is told what it must carry", () => {
  expect(answer({ contact: { channel: "email" } })).toEqual({ allowed: true, requires: expect.arrayContaining(["opt-out", "mini-miranda-initial"]) });
});
