/** What `validate` says of proofs: the verdicts of every policy that it checked, from proofs that are kept or made now. */
import type { CheckedFile } from "../checked-files.ts";
import { lawBook } from "../law-cache.ts";
import { runnablePolicy } from "../policy-file.ts";
import type { Certificate, VerdictLine } from "./certificate.ts";
import type { ProofHead } from "./head.ts";
import { certificateFor, keptCertificate, today, type Wanted } from "./kept.ts";
import { lineOf } from "./lines.ts";

export interface ProvedFile {
  readonly file: string;
  /** Null: nothing is kept, and nothing was to be proved now. */
  readonly certificate: Certificate | null;
}

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

/** Proofs of the policies among some files; `make` says whether one that isn't kept is made now. */
export async function provedFiles(files: readonly CheckedFile[], { make }: { readonly make: boolean }): Promise<readonly ProvedFile[]> {
  const found: ProvedFile[] = [];
  for (const { file, proof } of files) {
    if (proof === null) continue;
    const wanted = wantedOf(file, proof);
    const certificate = await (make ? certificateFor(wanted) : keptCertificate(wanted));
    found.push({ file, certificate: certificate === null ? null : placedIn(file, proof.lines, certificate) });
  }
  return found;
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
