/** What is found out once for a context: it holds as long as the context is the same, and its ledger only grows (a longer one is another). */
import type { Context } from "../model/decision.ts";

interface Known<Value> {
  readonly rules: Context["rules"];
  readonly debts: Context["debts"];
  readonly ledger: Context["ledger"];
  readonly length: number;
  readonly last: Context["ledger"][number] | undefined;
  readonly value: Value;
}

const isOf = ({ ledger, length, last, rules, debts }: Known<unknown>, context: Context): boolean =>
  ledger === context.ledger && length === ledger.length && last === ledger[length - 1] && rules === context.rules && debts === context.debts;

/** Makes what keeps a value for each context, and begins anew with each that is another. */
export function perContext<Value>(make: () => Value): (context: Context) => Value {
  const all = new WeakMap<Context, Known<Value>>();
  // Most questions are about the context of the one before.
  let asked: Context | null = null;
  let recent: Known<Value> | null = null;
  return (context) => {
    if (recent !== null && asked === context && isOf(recent, context)) return recent.value;
    const known = all.get(context);
    const { rules, debts, ledger } = context;
    asked = context;
    recent =
      known !== undefined && isOf(known, context) ? known : { rules, debts, ledger, length: ledger.length, last: ledger.at(-1), value: make() };
    all.set(context, recent);
    return recent.value;
  };
}
