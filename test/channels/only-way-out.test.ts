import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, expectTypeOf, it } from "vitest";
import type { Channel, Message } from "../../channels/index.ts";
import type { Permit } from "../../engine/index.ts";

const root = new URL("../../", import.meta.url).pathname;
const rooms = ["engine", "dsl", "policies", "ledger", "channels", "workflows", "cli"];
const sources = rooms.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.[cm]?[jt]s$/.test(file))
    .map((file) => join(room, file))
    .toSorted((a, b) => (a < b ? -1 : 1)),
);
const importing = (pattern: RegExp): readonly string[] => sources.filter((file) => pattern.test(readFileSync(join(root, file), "utf8")));

it("channels alone touches what can reach a debtor", () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(importing(/["'](nodemailer|standardwebhooks|smtp-server)["']/)).toEqual(["channels/catcher.ts", "channels/email.ts", "channels/webhook.ts"]);
});

it("a permit is made by the guard alone", () => {
  expect(importing(/\bas (unknown as )?Permit\b/)).toEqual(["ledger/guard/permit.ts"]);
});

it("a channel takes a permit, and nothing that only looks like one", () => {
  expectTypeOf<Parameters<Channel["send"]>>().toEqualTypeOf<[permit: Permit, message: Message]>();
  const send = (channel: Channel, message: Message): unknown => {
    const forged = {
      id: "x",
      requestId: "x",
      account: "A-1",
      step: "s",
      channel: "email",
      templateHash: "",
      grantedAt: 0,
      expiresAt: 1,
      requires: [],
    };
    // @ts-expect-error a permit can't be written down: it has a mark that only the guard's module gives
    return channel.send(forged, message);
  };
  expect(send).toBeTypeOf("function");
});
