import * as fc from "fast-check";
import { expect, it } from "vitest";
import { taskChannel } from "../../channels/call.ts";
import { orderCalls, type NewTask } from "../../channels/index.ts";
import { messageOf, permitOf, secrets } from "./permit.ts";

const sendTask = async (name: "call" | "visit", message = messageOf(), permit = permitOf({ channel: name })) => {
  const tasks: NewTask[] = [];
  const result = await taskChannel(name, (task) => Promise.resolve(void tasks.push(task))).send(permit, message);
  return { result, tasks };
};

it("a call is a task with its script, its number, its priority, and the instant before which to make it", async () => {
  const { result, tasks } = await sendTask(
    "call",
    messageOf({ subject: "Demand call", text: "Good morning.", data: { ...messageOf().data, priority: "high" } }),
  );
  expect(result).toEqual({ kind: "sent", reference: "call/permit-1" });
  expect(tasks).toEqual([
    {
      id: "call/permit-1",
      account: "A-17",
      kind: "call",
      title: "Demand call",
      team: null,
      priority: "high",
      due: null,
      created: permitOf().grantedAt,
      effectKey: "account/reminder/1/day 0/main",
      script: "Call: +1 415 555 0142\n\nGood morning.",
      before: permitOf().expiresAt,
    },
  ]);
});

it("a task shows personal data in its script alone", async () => {
  const { tasks } = await sendTask("call");
  const shown = JSON.stringify(tasks.map(({ script: _script, ...rest }) => rest));
  for (const secret of secrets) expect(shown).not.toContain(secret);
});

it("a visit goes to the address; an account without a number gets no call", async () => {
  expect((await sendTask("visit")).tasks[0]?.script).toContain("Visit: 12 Fell St, San Francisco, CA 94102");
  const { phone: _phone, ...to } = messageOf().to;
  expect(await sendTask("call", messageOf({ to }))).toEqual({
    result: { kind: "failed", reason: "the account has no telephone number", retryable: false },
    tasks: [],
  });
});

it("calls are made in the order of priority, days overdue and balance", () => {
  const call = (id: string, priority: "normal" | "high", daysOverdue: number, balance: number) => ({ id, priority, daysOverdue, balance });
  const calls = [
    call("a", "normal", 90, 100),
    call("b", "high", 10, 100),
    call("c", "normal", 10, 900),
    call("d", "high", 30, 100),
    call("e", "normal", 10, 901),
    call("f", "normal", 10, 900),
  ];
  expect(orderCalls(calls).map(({ id }) => id)).toEqual(["d", "b", "a", "e", "c", "f"]);
});

it("the order of calls doesn't depend on the order in which they come", () => {
  const call = fc.record({ priority: fc.constantFrom("normal" as const, "high" as const), daysOverdue: fc.nat(3), balance: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(call, { maxLength: 12 }), (found) => {
      const calls = found.map((each, i) => ({ ...each, id: `t${i}` }));
      expect(orderCalls(calls.toReversed())).toEqual(orderCalls(calls));
    }),
  );
});
