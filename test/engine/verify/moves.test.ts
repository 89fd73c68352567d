/** How what an adversary does is told to an account. */
import { expect, it } from "vitest";
import { instant, localDay, minor } from "../../../engine/index.ts";
import { toldOf, type Standing } from "../../../engine/verify/moves.ts";

const NOW = instant(5_000);
const standing = (more: Partial<Standing> = {}): Standing => ({ today: localDay(100), open: minor(999), paid: minor(0), ...more });

it("what a debtor says is told as it is; a promise is for all that is open, by its day", () => {
  const event = { event: "dispute", form: "written" } as const;
  expect(toldOf({ kind: "event", name: "dispute", event }, NOW, "move-1", standing())).toStrictEqual({
    type: "happened",
    id: "move-1",
    at: NOW,
    event,
  });
  expect(toldOf({ kind: "event", name: "promise", event: { event: "promise" }, dueIn: 7 }, NOW, "move-2", standing())).toStrictEqual({
    type: "happened",
    id: "move-2",
    at: NOW,
    event: { event: "promise", amount: 999, due: 107 },
  });
});

it("a part of what is open is paid, whole cents of it, and not less than one", () => {
  const pays = (open: number, percent: number) => toldOf({ kind: "payment", name: "paid", percent }, NOW, "move-1", standing({ open: minor(open) }));
  expect(pays(999, 40)).toStrictEqual({ type: "moved", id: "move-1", at: NOW, amount: 399, as: "payment" });
  expect(pays(999, 100)).toMatchObject({ amount: 999 });
  expect(pays(3, 40)).toMatchObject({ amount: 1 });
  expect(pays(2, 40)).toBeNull();
});

it("what was paid is taken back whole, if anything was", () => {
  const back = (paid: number) => toldOf({ kind: "chargeback", name: "back" }, NOW, "move-1", standing({ paid: minor(paid) }));
  expect(back(400)).toStrictEqual({ type: "moved", id: "move-1", at: NOW, amount: 400, as: "chargeback" });
  expect(back(1)).toMatchObject({ amount: 1 });
  expect(back(0)).toBeNull();
});

it("a contact that leaves late is nothing that an account is told", () => {
  expect(toldOf({ kind: "delay", name: "late", to: NOW }, NOW, "move-1", standing())).toBeNull();
});
