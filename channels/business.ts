/** Business acts (hold credit, place with an agency, …) in the business's other systems; without one, tasks for people. */
import { formatMoney, grantWords, isGrant } from "../engine/index.ts";
import type { BusinessAction, Instant, Minor } from "../engine/index.ts";
import type { AddTask } from "./call.ts";
import type { Channel, SendResult } from "./channel.ts";
import type { Deliver } from "./delivery.ts";

/** An act that the runtime has cleared: by a permit where the law has a say, else by the policy alone. */
export interface BusinessOrder {
  /** The permit's id, or the request's where no permit is needed. The same id twice is one order. */
  readonly id: string;
  readonly account: string;
  readonly step: string;
  readonly action: BusinessAction;
  readonly at: Instant;
  /** What the other system needs to know, such as the balance and, of a charge, the amount. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The channel for acts that need a permit. The message's `data.action` is the act; the rest of `data` goes along. */
export const businessChannel = (deliver: Deliver | null, addTask: AddTask): Channel => ({
  name: "business",
  send: (permit, message) => {
    const { action, ...data } = message.data;
    const { id, account, step, grantedAt: at, amount } = permit;
    const known = amount === undefined ? data : { ...data, amount };
    return orderBusiness(deliver, addTask, { id, account, step, action: action as BusinessAction, at, data: known });
  },
  close: () => Promise.resolve(),
});

/** What people are asked to do, in a line. */
function titleOf({ action, data }: BusinessOrder): string {
  const currency = typeof data["currency"] === "string" ? data["currency"] : "";
  if (isGrant(action)) return `set up for the new customer: ${grantWords(action, currency)}`;
  const { kind: _kind, name, ...details } = action;
  const amount = typeof data["amount"] === "number" ? [`${formatMoney(data["amount"] as Minor, currency)} ${currency}`] : [];
  return [name, ...Object.values(details).filter((each) => typeof each === "string" || typeof each === "number"), ...amount].join(": ");
}

/** Tells another system, or people, to do an act. Sums are in minor units of the account's currency. */
export async function orderBusiness(deliver: Deliver | null, addTask: AddTask, order: BusinessOrder): Promise<SendResult> {
  const { kind: _kind, name, ...details } = order.action;
  if (deliver !== null) {
    const data = { ...order.data, account: order.account, step: order.step, action: name, ...details };
    return await deliver({ id: order.id, type: `business.${name.replaceAll(" ", "-")}`, at: order.at, data });
  }
  const id = `business/${order.id}`;
  await addTask({
    id,
    account: order.account,
    kind: "task",
    title: titleOf(order),
    team: null,
    priority: "normal",
    due: null,
    created: order.at,
    effectKey: null,
  });
  return { kind: "sent", reference: id };
}
