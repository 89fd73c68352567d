/** What somebody might do to a lawful policy: the proof names the rule that it breaks, and tells a short story of it. */
import { expect, it } from "vitest";
import { CLEAN, EDITS } from "./bad-edits.ts";
import { judgeEdits } from "./judge-edits.ts";
import { certificateFor } from "./proving.ts";

it.each(Object.entries(CLEAN))("the policy %s, as it was, breaks nothing, and collects", (_, clean) => {
  const { verdicts, places } = certificateFor(clean);
  expect(verdicts.filter(({ verdict }) => verdict === "broken" || verdict === "incomplete")).toEqual([]);
  for (const { unreached, collects } of places) expect({ unreached, collects }).toEqual({ unreached: [], collects: true });
});

judgeEdits(EDITS);
