import { expect, it } from "vitest";
import { contentsOf } from "../../channels/index.ts";

const letters = {
  "first-notice.letter": "{{!-- contains: reminder --}}\n<p>…</p>{{> closing}}{{> law/opt-out}}",
  "first-notice.letter.de": "{{!-- contains: validation-notice --}}\n<p>…</p>",
  "closing.partial": "{{!-- contains: payment-instructions --}}\n<p>…</p>",
};

it("reads from a letter's source what it is and which legal texts it includes", async () => {
  expect(await contentsOf(letters, { template: "first notice", channel: "letter" })).toEqual(["opt-out", "payment-instructions", "reminder"]);
});

it("reads the translation that the debtor would get", async () => {
  expect(await contentsOf(letters, { template: "first notice", channel: "letter" }, "de-DE")).toEqual(["validation-notice"]);
});

it("knows nothing of a letter that isn't there", async () => {
  expect(await contentsOf(letters, { template: "first notice", channel: "email" })).toBeUndefined();
});
