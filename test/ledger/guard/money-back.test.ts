import { expect, it } from "vitest";
import type { Movement, Rule, StepEvent } from "../../../engine/index.ts";
import { at, capOfCalls, handClock, minutes, request, stock } from "../fixtures.ts";
import { withLedger } from "../server.ts";

/** Nobody may call about consumer debts; what debt a call is about, the guard must know. */
const NEVER: Rule = { ...capOfCalls(0), binds: [{ roles: ["creditor"], debts: ["consumer"] }] };

const moved = (id: string, as: "payment" | "refund" | "chargeback", amount: number, after: number): StepEvent & Pick<Movement, "at"> => ({
  type: "moved",
  id,
  as,
  amount: amount as Movement["amount"],
  at: at(after),
});

it.for(["refund", "chargeback"] as const)("a %s opens for the guard what was paid, whichever sign it was told with", async (as) => {
  for (const sign of [1, -1]) {
    const clock = handClock();
    const { ledger } = await withLedger({ clock: clock.read });
    await stock(ledger, [NEVER]);
    const tell = (event: ReturnType<typeof moved>) => ledger.record({ id: "id" in event ? event.id : "", account: "A-1", at: event.at, event });
    await tell(moved("paid", "payment", 125_000, 0));
    clock.now = at(minutes(1));
    // A debt that is paid is none that the guard knows, so that every rule binds.
    expect(await ledger.guard.ask(request())).toMatchObject({ kind: "denied" });
    await tell(moved("back", as, sign * 40_000, minutes(2)));
    clock.now = at(minutes(3));
    expect(await ledger.guard.ask(request())).toMatchObject({ kind: "granted" });
  }
});
