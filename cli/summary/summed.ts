/** Everything that a policy's summary is made of: read, proved unless a proof is kept, and its letters written with made-up data. */
import { outlineOf } from "../../dsl/index.ts";
import { parseDay, type LawBook, type LocalDay } from "../../engine/index.ts";
import { notEncoded } from "../../policies/index.ts";
import type { Summed } from "../../reports/summary/index.ts";
import { Failure } from "../failure.ts";
import { readText } from "../files.ts";
import { readerOf, runnablePolicy } from "../policy-file.ts";
import { keyOf } from "../proof/key.ts";
import { certificateFor } from "../proof/kept.ts";
import { linesOf } from "../proof/lines.ts";
import { placedIn } from "../proof/verdicts.ts";
import { sampleLetters } from "./letters.ts";

/** @throws Failure for a policy that can't run or can't be proved */
export async function summedOf(file: string, law: LawBook, today: LocalDay): Promise<Summed> {
  const [source, { policy, letters }] = [await readText(file), await runnablePolicy(file, law)];
  const outline = outlineOf(source, file, { lawBook: law, read: readerOf() });
  if (outline === null) throw new Failure(`${file} holds no policy`);
  const program = { policy, letters, law };
  const key = await keyOf(program);
  const certificate = await certificateFor({ file, key, places: policy.places, today, program: () => Promise.resolve(program) });
  const proved = placedIn(file, linesOf(policy), certificate);
  const day = parseDay(certificate.today) ?? today;
  return {
    policy,
    outline,
    law: { book: law, leftOut: notEncoded(), day },
    proved,
    digests: [
      ["policy", key.policy],
      ["letters", key.letters],
      ["law", key.lawBook],
      ["holidays", key.calendar],
      ["certificate", certificate.digest],
    ],
    ...(await sampleLetters(policy, letters, day)),
  };
}
