import { expect, it } from "vitest";
import { silencesOfAttorney } from "../../../engine/rules/attorney.ts";
import type { LedgerEntry, PastContact, PastEvent } from "../../../engine/index.ts";
import { at, contact, context, debt, event } from "./world.ts";

const asked = (more: Partial<PastContact> = {}): LedgerEntry =>
  contact("2026-03-02T10:00:00-05:00", { channel: "letter", person: "attorney", debts: ["d1"], address: "A", ...more }, "asked");
const debts = [debt("d1"), debt("d2")];
/** Spans in which the attorney has been silent for more than ten days about the first debt. */
const silent = (ledger: readonly LedgerEntry[], about: string | null = "d1", zones = ["America/New_York"]): unknown =>
  silencesOfAttorney(context({ ledger, debts, zones }), about, 10).map(({ from, until, entry }) => [from, until, entry]);
const BEGINS = at("2026-03-13T00:00:00-04:00");
const FOR_GOOD = [[BEGINS, Infinity, 0]];

it("an attorney is silent once the full days after what was sent are over, in every zone; after its receipt, where that was noted", () => {
  expect(silent([asked()])).toEqual(FOR_GOOD);
  expect(silent([asked({ received: at("2026-03-04T10:00:00-05:00") })])).toEqual([[at("2026-03-15T00:00:00-04:00"), Infinity, 0]]);
  expect(silent([asked()], "d1", ["America/New_York", "America/Los_Angeles"])).toEqual([[at("2026-03-13T00:00:00-07:00"), Infinity, 0]]);
});

it("only something in writing to the attorney asks, about the debt, from this collector, that arrived", () => {
  for (const channel of ["letter", "email", "sms"] as const) expect(silent([asked({ channel })]), channel).toEqual(FOR_GOOD);
  for (const channel of ["call", "voicemail", "visit"] as const) expect(silent([asked({ channel })]), channel).toEqual([]);
  expect(silent([asked({ person: "debtor" })])).toEqual([]);
  expect(silent([asked({ direction: "in" })])).toEqual([]);
  expect(silent([asked({ by: "creditor" })])).toEqual([]);
  expect(silent([asked({ debts: ["d2"] })])).toEqual([]);
  expect(silent([asked({ debts: ["d2"] })], null)).toEqual(FOR_GOOD);
  expect(silent([asked({ outcome: "wrong-number" })])).toEqual([]);
  const wrong = contact("2026-03-03T10:00:00-05:00", { channel: "letter", person: "attorney", address: "A", outcome: "wrong-number" });
  expect(silent([asked(), wrong])).toEqual([]);
  expect(silent([asked(), event("2026-03-03T10:00:00-05:00", { event: "undeliverable", re: "asked" })])).toEqual([]);
});

it("a word of the attorney's about the debt ends the silence, or keeps it from beginning; nobody else's does", () => {
  const wrote = (when: string, more: Partial<PastContact> = {}): LedgerEntry =>
    contact(when, { channel: "email", direction: "in", person: "attorney", ...more });
  const told = (when: string, more: Partial<PastEvent> = {}): LedgerEntry => event(when, { event: "dispute", by: "attorney", ...more });
  const [early, late] = ["2026-03-10T10:00:00-04:00", "2026-03-20T10:00:00-04:00"];
  expect(silent([asked(), wrote(early)])).toEqual([]);
  expect(silent([asked(), wrote("2026-03-13T00:00:00-04:00")])).toEqual([]);
  expect(silent([asked(), wrote(late)])).toEqual([[BEGINS, at(late), 0]]);
  expect(silent([asked(), told(late)])).toEqual([[BEGINS, at(late), 0]]);
  for (const word of [wrote(late, { person: "debtor" }), wrote(late, { debts: ["d2"] }), told(late, { by: "debtor" }), told(late, { debts: ["d2"] })])
    expect(silent([asked(), word])).toEqual(FOR_GOOD);
  expect(silent([asked(), told(late, { debts: ["d2"] })], null)).toEqual([[BEGINS, at(late), 0]]);
  // A call to the attorney is no word of theirs.
  expect(silent([asked(), wrote(late, { channel: "call", direction: "out" })])).toEqual(FOR_GOOD);
  // What came before was no answer.
  expect(silent([wrote("2026-03-01T10:00:00-05:00"), asked()])).toEqual([[BEGINS, Infinity, 1]]);
});
