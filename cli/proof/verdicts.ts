/** What `validate` says of proofs: the verdicts of every policy that it checked, from proofs that are kept or made now. */
import type { CheckedFile } from "../checked-files.ts";
import { lawBook } from "../law-cache.ts";
import { runnablePolicy } from "../policy-file.ts";
import type { Certificate, VerdictLine } from "./certificate.ts";
import type { Proved } from "./certify.ts";
import type { ProofHead } from "./head.ts";
import { certificateFor, today, type Wanted } from "./kept.ts";
import { lineOf } from "./lines.ts";

const wantedOf = (file: string, { key, places }: ProofHead): Wanted => ({
  file,
  key,
  places,
  today: today(),
  program: async () => {
    const law = await lawBook();
    return { ...(await runnablePolicy(file, law)), law };
  },
});

/** The certificate as it reads for the file at hand: called by its name, and by the lines that it has now. */
export const placedIn = (file: string, lines: ProofHead["lines"], certificate: Certificate): Certificate => ({
  ...certificate,
  policy: { ...certificate.policy, file },
  verdicts: certificate.verdicts.map(({ line, ...verdict }) => {
    const now = line === undefined ? undefined : lineOf(lines, verdict);
    return { ...verdict, file, ...(now === undefined ? {} : { line: now }) };
  }),
});

/** Proofs of the policies among some files, kept or made now. @throws Failure where one can't be proved */
export async function provedFiles(files: readonly CheckedFile[], { fix }: { readonly fix: boolean }): Promise<readonly Certificate[]> {
  const found: Certificate[] = [];
  for (const { file, proof } of files) {
    if (proof === null) continue;
    const certificate = placedIn(file, proof.lines, await certificateFor(wantedOf(file, proof)));
    found.push(fix ? await withFixes(file, proof, certificate) : certificate);
  }
  return found;
}

/** A policy proved anew, with the runs themselves, which no certificate holds. */
export interface ProvedNow {
  readonly file: string;
  readonly source: string;
  readonly proved: readonly Proved[];
  readonly certificate: Certificate;
}

/** Proves the policy of a file, whatever is kept of it. @throws Failure where it can't be proved */
export async function provedNow(file: string, { key, lines, places }: ProofHead): Promise<ProvedNow> {
  const wanted = wantedOf(file, { key, lines, places });
  const [{ proved, USUAL }, { certificateOf }, { readText }] = await Promise.all([
    import("./prove.ts"),
    import("./certify.ts"),
    import("../files.ts"),
  ]);
  const found = await proved(await wanted.program(), { today: wanted.today, ...USUAL });
  return { file, source: await readText(file), proved: found, certificate: placedIn(file, lines, certificateOf(found, key)) };
}

/** The same certificate, with the least change that mends each broken verdict, where one is known. Proves every change that it tries. */
async function withFixes(file: string, head: ProofHead, certificate: Certificate): Promise<Certificate> {
  if (!certificate.verdicts.some(({ verdict }) => verdict === "broken")) return certificate;
  const [{ proved }, { fixesFor, fixKey }] = await Promise.all([provedNow(file, head), import("./fix.ts")]);
  const fixes = await fixesFor(file, proved, await lawBook());
  const verdicts = certificate.verdicts.map((verdict) => {
    const fix = fixes.get(fixKey(verdict));
    if (fix === undefined) return verdict;
    const edits = fix.edits.map(({ span: { start: _start, end: _end, ...span }, text }) => ({ ...span, text }));
    return { ...verdict, fix: { title: fix.title, applicability: fix.applicability, edits } };
  });
  return { ...certificate, verdicts };
}

const isPartOf = (place: string, around: string): boolean => place === around || place.startsWith(`${around}-`);

/** A certificate, as far as it is about one place: the law that holds there, and that of the places inside. */
export const onlyIn = (place: string, certificate: Certificate): Certificate => ({
  ...certificate,
  places: certificate.places.filter((one) => isPartOf(place, one.place) || isPartOf(one.place, place)),
  verdicts: certificate.verdicts.filter((one) => isPartOf(place, one.place) || isPartOf(one.place, place)),
});

/** A verdict as scripts read it (see cli.md): what only a certificate needs is left out. */
export const documentOf = ({ stage: _stage, step: _step, ...verdict }: VerdictLine) => verdict;
