import { expect, it } from "vitest";
import { progress, progressLine, timeLeft } from "../../../cli/terminal/progress.ts";

const screen = (isTTY: boolean) => {
  const written: string[] = [];
  let now = 0;
  const bar = progress("importing", "accounts", 4000, { stream: { isTTY, write: (text: string) => written.push(text) }, now: () => now });
  return { written, bar, pass: (ms: number) => (now += ms) };
};

it("tells rate and time left", () => {
  expect(progressLine("importing", "accounts", 1200, 4000, 1500)).toBe("importing  1,200 of 4,000 accounts · 800/s · 4 s left");
  expect(progressLine("running", "accounts", 1, 40, 2000)).toBe("running  1 of 40 accounts · 0.5/s · 1 min 18 s left");
});

it.each([
  [0.2, "1 s"],
  [59, "59 s"],
  [61, "1 min 1 s"],
  [7500, "2 h 5 min"],
])("writes %d seconds as %s", (seconds, text) => {
  expect(timeLeft(seconds)).toBe(text);
});

it("stays silent for the first second, so that quick work leaves no trace", () => {
  const { written, bar, pass } = screen(true);
  pass(900);
  bar.at(3999);
  bar.end();
  expect(written).toEqual([]);
});

it("shows one line on a terminal and takes it away at the end", () => {
  const { written, bar, pass } = screen(true);
  pass(2000);
  bar.at(1000);
  bar.end();
  expect(written).toEqual(["\r\u001B[2Kimporting  1,000 of 4,000 accounts · 500/s · 6 s left", "\r\u001B[2K"]);
});

it("writes nothing into a pipe", () => {
  const { written, bar, pass } = screen(false);
  pass(5000);
  bar.at(1000);
  bar.end();
  expect(written).toEqual([]);
});
