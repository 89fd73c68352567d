/** A summary as data: sections of clauses, each of sentences that lead back to where they are written. Its writers are `markdown.ts` and `html.ts`. */

export interface Ref {
  readonly file: string;
  readonly line: number;
}

export interface Sentence {
  readonly text: string;
  /** The line of the policy that says it; absent: Collect itself, or the proof, does. */
  readonly at?: Ref;
  /** Id of a rule of law that it speaks of. */
  readonly rule?: string;
}

/** A numbered clause. Its number comes from what it is about, so that other clauses may come and go. */
export interface Clause {
  readonly kind: "clause";
  readonly number: string;
  readonly sentences: readonly Sentence[];
}

export interface Table {
  readonly kind: "table";
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Sentence[])[];
}

export interface SampleLetter {
  readonly kind: "letter";
  readonly number: string;
  readonly title: string;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** SHA-256 of the template and of the texts that it includes. */
  readonly hash: string;
}

export type Block =
  | Clause
  | Table
  | SampleLetter
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "diagram" }
  | { readonly kind: "signatures"; readonly roles: readonly string[] };

export interface Section {
  /** Fixed for each section, whether or not a policy has something to say in it. */
  readonly number: number;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Summary {
  readonly title: string;
  readonly version: string;
  readonly hash: string;
  /** First day of the proof's runs, as a date. */
  readonly date: string;
  readonly until: string;
  /** Digests of what was summed up, by what they are of. */
  readonly digests: readonly (readonly [string, string])[];
  readonly sections: readonly Section[];
  readonly sources: Readonly<Record<string, string>>;
}

export const clause = (number: string, ...sentences: readonly Sentence[]): Clause => ({ kind: "clause", number, sentences });

/** Numbers the second and later clauses of one name: `to-demand`, `to-demand-2`. */
export function numbering(): (name: string) => string {
  const seen = new Map<string, number>();
  return (name) => {
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name}-${n}`;
  };
}

/** A name as part of a clause number. */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.]+/gu, "-")
    .replaceAll(/^-|-$/gu, "");
