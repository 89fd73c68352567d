import { expect, it } from "vitest";
import { compilePolicy } from "../../../dsl/index.ts";
import { applies, variantOf, type Account, type CompiledPolicy, type FactValue } from "../../../engine/index.ts";
import { account, at, happened, invoice, machine, open, paid, runTo, tell, type Machine } from "../fixtures/machine.ts";

const SOURCE = `policy "Everything" {
  version    "1"
  collector  creditor
  debt       commercial
  currency   USD
  places     US
  applies to accounts when segment is "key" or labels has "vip"

  facts {
    segment  one of "standard", "key"
    score    number optional
    labels   tags
    branch   place
    since    date
  }

  amount small is 50 USD

  clock {
    stage of       the account
    anchor         oldest unpaid invoice
    when it moves  keep the stage
    when behind    lapse
    tolerance      small
  }

  terms {
    due             30 days after invoice
    late fee        40 USD
    unpaid charges  keep
  }

  allocation interest first

  stage reminder from 1 day after due {
    day 0  email "reminder"
    day 5  charge fee when oldest_invoice_age >= 20 and branch is US-NY
    variant 50% "softer" {
      day 2  email "softer reminder"
    }
    next   demand after 14 days
  }

  stage demand {
    day 0   email "demand" when labels has no "vip", otherwise email "friendly demand"
    day 20  write off when balance < 900 USD
  }

  on new customer {
    credit limit 5,000 USD when score is known and score >= 700 requires approval by "credit manager"
    credit limit 500 USD
    terms prepayment when since > 2026-01-01
    deposit 20%
  }

  on payment in full  close as paid
  on hardship         hold until 2026-03-25
  on partial payment  pause until plan-agreed or judgment
}
`;

const compiled = (): CompiledPolicy => {
  const { policy, diagnostics } = compilePolicy(SOURCE, "everything.collect");
  if (policy === null) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return policy;
};
const POLICY = compiled();
const idOf = (variant: string | null): string => {
  const id = Array.from({ length: 100 }, (_, n) => `A-${n}`).find((each) => variantOf(POLICY, each) === variant);
  if (id === undefined) throw new Error("no id draws it");
  return id;
};
const FACTS: Readonly<Record<string, FactValue>> = { segment: "key", labels: [], branch: "US-NY-NYC", since: "2026-02-01" };
const accountWith = (more: Partial<Account> = {}): Account =>
  account([invoice("1", "2026-03-02", 100_000)], { id: idOf(null), ...more, facts: { ...FACTS, ...more.facts } });
const begun = (one: Account, until: string): Machine => {
  const m = machine(POLICY);
  open(m, one, "2026-02-20");
  runTo(m, until);
  return m;
};

it("as written: an experiment's group has its own steps, charges come before invoices, tags and places decide", () => {
  const plain = begun(accountWith(), "2026-03-18");
  expect(plain.log).toEqual([
    "2026-03-03 enter reminder",
    "2026-03-03 email reminder",
    "2026-03-08 charge fee",
    "2026-03-17 enter demand",
    "2026-03-17 email demand",
  ]);
  tell(plain, paid("part", "2026-03-18", 14_000), at("2026-03-18"));
  runTo(plain, "2026-03-19");
  expect(plain.state?.movements).toMatchObject([{ amount: 14_000, toCharges: 4_000 }]);
  const softer = begun(accountWith({ id: idOf("softer"), facts: { labels: ["vip"] } }), "2026-03-18");
  expect(softer.log).toEqual([
    "2026-03-03 enter reminder",
    "2026-03-05 email softer reminder",
    "2026-03-17 enter demand",
    "2026-03-17 email friendly demand",
  ]);
});

it("as written: a hold lasts through its day, a pause until one of its events, and a write-off closes the account", () => {
  const m = begun(accountWith({ facts: { branch: "US-CA" } }), "2026-03-12");
  tell(m, happened("h", "2026-03-12", { event: "hardship" }), at("2026-03-12"));
  tell(m, paid("part", "2026-03-13", 20_000), at("2026-03-13"));
  runTo(m, "2026-05-01");
  expect(m.state?.tracks[0]?.stage).toBe("reminder");
  tell(m, happened("j", "2026-05-01", { event: "judgment" }), at("2026-05-01"));
  runTo(m, "2026-06-30");
  // The built-in pause of a hardship, and the policy's after it: 13 March to 1 May don't count.
  expect(m.log.slice(2)).toEqual(["2026-05-06 enter demand", "2026-05-06 email demand", "2026-05-26 write off", "2026-05-26 closed written-off"]);
});

it("as written: a new customer gets the first of each kind that holds", () => {
  const grants = (score?: number): string[] =>
    begun({ ...accountWith(score === undefined ? {} : { facts: { score } }), invoices: [] }, "2026-03-01").effects.map(({ effect }) =>
      effect.kind === "business" || effect.kind === "ask approval" ? `${effect.kind}: ${JSON.stringify(effect.action)}` : effect.kind,
    );
  expect(grants(720)[0]).toBe('ask approval: {"kind":"business","name":"set credit limit","limit":{"USD":500000}}');
  expect(grants().map((one) => one.replace("business: ", ""))).toEqual([
    '{"kind":"business","name":"set credit limit","limit":{"USD":50000}}',
    '{"kind":"business","name":"set terms","due":"prepayment"}',
    '{"kind":"business","name":"ask for deposit","deposit":{"percent":20}}',
  ]);
});

it("as written: the policy takes the accounts that it applies to", () => {
  const verdict = (facts: Account["facts"]) => applies(POLICY, { ...accountWith(), facts }, at("2026-02-20"));
  expect(verdict({ segment: "key" })).toEqual({ applies: true });
  expect(verdict({ segment: "standard", labels: ["vip"] })).toEqual({ applies: true });
  expect(verdict({ segment: "standard", labels: [] })).toEqual({ applies: false, unknown: [] });
  expect(verdict({ labels: [] })).toEqual({ applies: false, unknown: ["segment"] });
});
