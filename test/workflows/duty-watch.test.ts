import { expect, it } from "vitest";
import { instant } from "../../engine/index.ts";
import { type Ledger, LedgerUnavailableError } from "../../ledger/index.ts";
import { watchDuties } from "../../workflows/temporal/duty-watch.ts";

type Looks = Pick<Ledger, "duties" | "clock">;

interface Behaviour {
  readonly find?: (time: number) => void;
  readonly attend?: () => void;
}

/** A debtor waits whenever somebody asks, and is found and attended as told; resolves when it was asked so often: at most twice in a look. */
const ledgerThat = ({ find, attend }: Behaviour, times: number): { readonly ledger: Looks; readonly enough: Promise<void> } => {
  const enough = Promise.withResolvers<void>();
  let time = 0;
  const duties: Ledger["duties"] = {
    waiting: async () => {
      time += 1;
      if (time === times) enough.resolve();
      find?.(time);
      return ["D-1"];
    },
    attend: async () => attend?.(),
  };
  return { ledger: { duties, clock: () => instant(0) }, enough: enough.promise };
};

const warningsOf = async ({ ledger, enough }: ReturnType<typeof ledgerThat>): Promise<readonly string[]> => {
  const warned: string[] = [];
  const watch = watchDuties(ledger, (line) => warned.push(line), 0);
  await enough;
  await watch.stop();
  return warned;
};

const fail = (error: Error): never => {
  throw error;
};

it("a debtor whose duties can't be told is named once, though each look finds it anew", async () => {
  const defect = ledgerThat({ attend: () => fail(new Error("the calendar is missing")) }, 6);
  expect(await warningsOf(defect)).toEqual(["what the law asks of people about debtor D-1 could not be told: the calendar is missing"]);
});

it("a database that is away for a while is no news: the next look finds what is left", async () => {
  const away = ledgerThat({ attend: () => fail(new LedgerUnavailableError("away")) }, 3);
  expect(await warningsOf(away)).toEqual([]);
});

it("a look that fails for any other reason is told of, and the next one is made all the same", async () => {
  const broken = ledgerThat({ find: (time) => (time === 1 ? fail(new Error("no such column")) : undefined) }, 2);
  expect(await warningsOf(broken)).toEqual(["the duties of people could not be looked at: Error: no such column"]);
});
