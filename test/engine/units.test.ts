import { expect, it } from "vitest";
import { instant, localDay, minor, minute, type Instant, type LocalDay, type Minor, type Permit } from "../../engine/index.ts";

it("takes whole numbers only, and times of day inside a day", () => {
  expect([instant(0), localDay(-1), minor(5), minute(1440)]).toEqual([0, -1, 5, 1440]);
  for (const make of [
    () => instant(0.5),
    () => localDay(Number.NaN),
    () => minor(2 ** 53),
    () => minute(-1),
    () => minute(1441),
    () => minute(0.5),
  ]) {
    expect(make).toThrow(RangeError);
  }
});

it("lets nobody mix days with instants, or make a permit by hand (checked by the compiler)", () => {
  const day: LocalDay = localDay(1);
  // @ts-expect-error a date is no instant
  const moment: Instant = day;
  // @ts-expect-error a plain number is no money
  const money: Minor = 5;
  // @ts-expect-error only the guard makes permits
  const permit: Permit = {
    id: "1",
    requestId: "1",
    account: "a",
    step: "s",
    channel: "email",
    templateHash: "",
    grantedAt: instant(0),
    expiresAt: instant(1),
    requires: [],
  };
  expect([moment, money, permit.id]).toEqual([1, 5, "1"]);
});
