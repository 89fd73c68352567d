/** What a debtor owes, on one account and on another like it. */
import { expect, it } from "vitest";
import { emptyState } from "../../../engine/step/full-state.ts";
import { instant, minor, type CompiledPolicy, type Movement, type State } from "../../../engine/index.ts";
import { debtsIn, owedIn, TWIN, twinOf } from "../../../engine/verify/owed.ts";
import { account, invoice } from "../fixtures/machine.ts";
import { policy, stage } from "../fixtures/policy.ts";

const POLICY = policy({ stages: [stage("only", [])] });
const ACCOUNT = account([invoice("1", "2026-03-02", 900), invoice("2", "2026-04-02", 500)]);
const stateOf = (parts: Partial<State> = {}): State => ({ ...emptyState("policy"), account: ACCOUNT, ...parts });
const paid = (amount: number): readonly Movement[] => [{ id: "paid", at: instant(5), amount: minor(amount), as: "payment" }];
const sums = (state: State, by: CompiledPolicy = POLICY) => debtsIn(state, by).map(({ id, amount, kind }) => `${id} ${amount} ${kind}`);

it("of a debtor with one account what is open on it is owed", () => {
  expect(sums(stateOf())).toStrictEqual(["A-1/1 900 commercial", "A-1/2 500 commercial"]);
  expect(owedIn({ state: stateOf(), twin: false }, POLICY)).toStrictEqual(debtsIn(stateOf(), POLICY));
});

it("of a debtor with another account like it all is owed twice, under names and an account of its own", () => {
  const own = debtsIn(stateOf(), POLICY);
  const all = owedIn({ state: stateOf(), twin: true }, POLICY);
  expect(all).toStrictEqual([...own, ...own.map((debt) => ({ ...debt, id: twinOf(debt.id), account: TWIN }))]);
  expect(new Set(all.map(({ id }) => id)).size).toBe(4);
  expect(new Set(all.map(({ account: of }) => of))).toStrictEqual(new Set(["A-1", TWIN]));
  expect(TWIN).toBe("other-account");
  expect(twinOf("A-1/1")).toBe("other-account/A-1/1");
});

it("what is remembered of one account, of its payments, or of one policy is never told of another", () => {
  const movements: readonly Movement[] = [];
  const [one, other] = [stateOf({ movements }), stateOf({ movements, account: { ...ACCOUNT, id: "A-2" } })];
  expect([sums(one)[0], sums(other)[0], sums(one)[0]]).toStrictEqual(["A-1/1 900 commercial", "A-2/1 900 commercial", "A-1/1 900 commercial"]);
  expect([sums(one), sums(stateOf({ movements: paid(1_000) })), sums(one)].map(({ length }) => length)).toStrictEqual([2, 1, 2]);
  const consumer: CompiledPolicy = { ...POLICY, debt: "consumer" };
  expect([sums(one)[0], sums(one, consumer)[0], sums(one)[0]]).toStrictEqual(["A-1/1 900 commercial", "A-1/1 900 consumer", "A-1/1 900 commercial"]);
});

it("the same question is answered with the same list, which what is known of a context is kept by", () => {
  const state = stateOf();
  expect(debtsIn({ ...state, episode: 2 }, POLICY)).toBe(debtsIn(state, POLICY));
});
