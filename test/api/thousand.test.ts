/** A thousand requests for one debtor at once, under the law of the book: what is granted keeps it by the second reading of the law, and nothing lawful is refused. */
import { expect, it } from "vitest";
import { debtsOf, rulesFor } from "../../engine/index.ts";
import type { Account, Instant } from "../../engine/index.ts";
import { loadLawBook } from "../../policies/index.ts";
import { account, at, calendar, creditor, debtor, minutes, person, policy, put } from "../ledger/fixtures.ts";
import { violations } from "../oracle/index.ts";
import { withService } from "./service.ts";
import type { Service } from "./service.ts";

const REQUESTS = 1000;
const places = ["US-NM"];

/** Two debts of one consumer with an agency. */
const accounts: readonly Account[] = ["T-1", "T-2"].map((id) =>
  account(id, "D-T", { debtor: debtor("D-T", { kind: "person", places, timezones: ["America/New_York"] }), creditor: id }),
);

const prepare = async ({ east }: Service) => {
  const law = await loadLawBook();
  const program = { ...policy({ collector: "third-party", debt: "consumer", places, hash: "policy-t" }) };
  await east.ledger.saveProgram({ policy: program, lawBook: law, calendar, letters: {}, creditor });
  await east.ledger.putAccounts(accounts.map((one) => ({ ...put(one, { person }), policy: program.hash })));
  return { law, program };
};

it(
  "of a thousand calls asked for at once one for each debt is granted, seven once each is known to be unanswered, and the oracle finds nothing wrong",
  {
    timeout: 240_000,
  },
  async () => {
    const service = await withService();
    const { law, program } = await prepare(service);
    const { east, clock } = service;
    const contact = { channel: "call", contains: ["caller-identity", "mini-miranda-initial"] };
    const ask = async (round: number, n: number) =>
      (
        await Promise.all(Array.from({ length: n }, (_, i) => east.ask("/permits", { id: `c-${round}-${i}`, account: `T-${(i % 2) + 1}`, contact })))
      ).map(({ body }) => body);
    const granted = await ask(0, REQUESTS);
    expect(granted).toHaveLength(REQUESTS);
    expect(granted.filter(({ decision }) => decision === "denied")).toHaveLength(REQUESTS - 2);
    for (let round = 1, open = granted; round <= 8; round += 1) {
      const tokens = open.filter(({ decision }) => decision === "granted").map(({ token }) => token);
      // A call whose outcome nobody knows may have been a talk, after which the law wants a week of silence.
      expect(tokens).toHaveLength(round <= 7 ? 2 : 0);
      for (const token of tokens) await east.ask("/contacts", { token, outcome: "no-answer" });
      clock.now = at(minutes(round));
      open = await ask(round, 10);
    }
    const entries = await east.ledger.entries("D-T");
    const story = {
      rules: rulesFor(law, places),
      collector: { role: program.collector },
      debtor: accounts[0]?.debtor ?? debtor("D-T"),
      debts: accounts.flatMap((one) => debtsOf(one, [], program)),
      holidays: {},
      ledger: entries,
      ...(law.series === undefined ? {} : { series: law.series }),
    };
    expect(violations(story as never)).toEqual([]);
    expect(accounts.map(({ id }) => entries.filter((entry) => "contact" in entry && entry.contact.account === id).length)).toEqual([7, 7]);
    const [refused] = await ask(9, 1);
    expect(refused?.["reasons"]).toMatchObject([{ rule: "us.regf.call-frequency", cites: expect.stringContaining("1006.14") as string }]);
    clock.now = new Date(String(refused?.["firstLawful"])).getTime() as Instant;
    expect(await ask(10, 1)).toMatchObject([{ decision: "granted" }]);
    expect((await east.ledger.verifyChains()).broken).toEqual([]);
  },
);
