/** What debtors do when they are left to chance: they answer contacts, or don't. */
import type { PastEvent } from "../model/facts.ts";
import type { StepEvent } from "../model/state.ts";
import type { Instant, LocalDay, Minor } from "../model/units.ts";
import { instant, localDay } from "../model/units.ts";
import { between, randomOf, type Random } from "./random.ts";

/** What came of a contact: events to be delivered at their instants. */
export type Behaviour = (contact: {
  readonly account: string;
  readonly at: Instant;
  readonly today: LocalDay;
  readonly balance: Minor;
  readonly nth: number;
}) => readonly StepEvent[];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Deed = (now: Turn) => readonly StepEvent[];
interface Turn {
  readonly random: Random;
  readonly id: string;
  readonly at: Instant;
  readonly today: LocalDay;
  readonly balance: Minor;
}

const moved = (id: string, at: Instant, amount: number, as: "payment" | "chargeback"): StepEvent => ({
  type: "moved",
  id,
  at,
  amount: amount as Minor,
  as,
});
const happened = (id: string, at: Instant, event: PastEvent): StepEvent => ({ type: "happened", id, at, event });
const later = (at: Instant, days: number): Instant => instant(at + days * DAY_MS);

const pays: Deed = ({ id, at, balance }) => [moved(`${id}/pay`, at, balance, "payment")];
const paysPart: Deed = ({ random, id, at, balance }) => [
  moved(`${id}/part`, at, Math.max(1, Math.floor(balance * (0.1 + 0.8 * random()))), "payment"),
];
const paysAndTakesBack: Deed = ({ random, id, at, balance }) => [
  moved(`${id}/pay`, at, balance, "payment"),
  moved(`${id}/back`, later(at, between(random, 1, 20)), balance, "chargeback"),
];
const promise = ({ id, at, balance }: Turn, due: LocalDay): StepEvent =>
  happened(`${id}/promise`, at, { event: "promise", amount: balance, due, form: "oral" });
const promisesAndKeeps: Deed = (turn) => {
  const ahead = between(turn.random, 1, 12);
  return [
    promise(turn, localDay(turn.today + ahead)),
    moved(`${turn.id}/kept`, later(turn.at, between(turn.random, 0, ahead - 1)), turn.balance, "payment"),
  ];
};
const promisesAndBreaks: Deed = (turn) => [promise(turn, localDay(turn.today + between(turn.random, 1, 20)))];
const disputes: Deed = ({ random, id, at }) => [
  happened(`${id}/dispute`, at, { event: "dispute", ground: "quality", form: "written" }),
  happened(`${id}/settled`, later(at, between(random, 2, 40)), { event: "dispute-closed" }),
];
const once =
  (name: string, event: PastEvent): Deed =>
  ({ id, at }) => [happened(`${id}/${name}`, at, event)];

/** Chances in a thousand, after each contact that left; what is missing to a thousand is silence. */
const DEEDS: readonly (readonly [number, Deed])[] = [
  [120, pays],
  [60, paysPart],
  [50, promisesAndKeeps],
  [50, promisesAndBreaks],
  [10, paysAndTakesBack],
  [25, disputes],
  [10, once("hardship", { event: "hardship" })],
  [8, once("opt-out", { event: "opt-out", channels: ["email"] })],
  [4, once("cease", { event: "cease-request", form: "written" })],
  [8, once("bounce", { event: "undeliverable", medium: "email" })],
  [4, once("attorney", { event: "attorney-notice", contactKnown: true })],
  [2, once("bankruptcy", { event: "bankruptcy-petition" })],
  [1, once("death", { event: "death" })],
];

/** Debtors who answer at random, the same for the same seed, each by their own stream. */
export function randomBehaviour(seed: number): Behaviour {
  return ({ account, at, today, balance, nth }) => {
    const random = randomOf(seed, `${account}#${nth}`);
    const wait = between(random, 1, 96);
    let draw = Math.floor(random() * 1000);
    for (const [chance, deed] of DEEDS) {
      if (draw < chance) {
        const days = Math.floor(wait / 24);
        return deed({ random, id: `${account}#${nth}`, at: instant(at + wait * HOUR_MS), today: localDay(today + days), balance });
      }
      draw -= chance;
    }
    return [];
  };
}
