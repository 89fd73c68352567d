import { expect, it } from "vitest";
import { grouped } from "../../../cli/terminal/count.ts";

it("sets thousands apart as English does", () => {
  for (const n of [0, 7, 999, 1000, 12_345, 123_456, 1_000_000, 10_012_003]) expect(grouped(n)).toBe(n.toLocaleString("en-US"));
});
