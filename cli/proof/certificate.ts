/** The certificate of a proof: what was proved, of what, by what, under which assumptions. Reading one takes nothing of what makes it. */
import { createHash } from "node:crypto";
import type { Assumption, Proof, Verdict } from "../../engine/index.ts";
import type { Span } from "../../dsl/index.ts";
import type { ProofKey } from "./key.ts";

/** What kind of law a rule is, as the table of verdicts has its columns. */
export type Family = "hours" | "limits" | "stops" | "words" | "notices" | "duties" | "consent" | "fees" | "limitation";

export interface VerdictLine {
  readonly policy: string;
  readonly place: string;
  readonly rule: string;
  readonly family: Family;
  readonly verdict: Verdict["verdict"];
  /** Days begun; null: the step lapses. */
  readonly delayDays?: number | null;
  readonly file: string;
  readonly line?: number;
  readonly stage?: string;
  readonly step?: string;
  readonly why?: string;
  readonly cites?: string;
  readonly account?: string;
  readonly timeline?: readonly { readonly at: string; readonly local: string; readonly event: string; readonly why?: string }[];
  /** The least change that was found to mend it (`validate --fix`); never part of a certificate. */
  readonly fix?: {
    readonly title: string;
    readonly applicability: "safe" | "likely" | "manual";
    readonly edits: readonly (Omit<Span, "start" | "end"> & { readonly text: string })[];
  };
}

export interface Certificate {
  readonly format: 3;
  /** Of all that follows: what was cut off, or put together by hand, is no certificate. */
  readonly digest: string;
  readonly policy: { readonly file: string; readonly name: string; readonly version: string };
  readonly key: ProofKey;
  /** Short digests of the rules that were looked at, by id: so that what changed can be named. */
  readonly rules: Readonly<Record<string, string>>;
  /** Version of the data on time zones; with another one the calendars of the places are compared. */
  readonly zones: string;
  /** First day of the runs. */
  readonly today: string;
  /** It holds until this day: later runs would begin under law that it has not looked at. */
  readonly until: string;
  readonly moves: number;
  /** Most runs that were to be looked at, for each place. */
  readonly runs: number;
  readonly places: readonly {
    readonly place: string;
    readonly calendar: string;
    readonly explored: Proof["explored"];
    readonly unreached: readonly string[];
    readonly collects: boolean;
  }[];
  readonly assumptions: readonly Assumption[];
  readonly verdicts: readonly VerdictLine[];
}

type Body = Omit<Certificate, "digest">;

/**
 * Of what it says, however its lines are broken. The file's name is how it was asked for, and says nothing of the policy. Read at every
 * validation, so it must cost little: nothing is sorted, since whoever reads JSON keeps the order of its fields.
 */
const digestOf = (body: Body): string =>
  createHash("sha256")
    .update(JSON.stringify(body).replaceAll(`"file":${JSON.stringify(body.policy.file)}`, '"file":""'))
    .digest("hex");

/** A certificate with its digest. */
export const sealed = (body: Body): Certificate => {
  const { format, ...rest } = body;
  return { format, digest: digestOf(body), ...rest };
};

/** The certificate that a text holds, or why it holds none. */
export function readCertificate(text: string): Certificate | string {
  try {
    const { version: _, ...read } = JSON.parse(text) as Certificate & { readonly version?: number };
    if (!Array.isArray(read.verdicts) || !Array.isArray(read.places)) return "this is no certificate of `collect prove`";
    if (read.format !== 3 || typeof read.rules !== "object") return "this certificate was made by another version of Collect: make it anew";
    const { digest, ...body } = read;
    return digest === digestOf(body) ? read : "its digest doesn't fit: it was cut off, or changed by hand";
  } catch {
    return "this is no JSON";
  }
}

/** As it is written: a line for each place, assumption and verdict, so that two of them can be compared line by line. */
export function certificateText(certificate: Certificate): string {
  const fields = Object.entries({ version: 1, ...certificate }).map(([name, value]) => {
    const list = Array.isArray(value) && value.length > 0;
    const text = list ? `[\n${value.map((one) => `    ${JSON.stringify(one)}`).join(",\n")}\n  ]` : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${fields.join(",\n")}\n}\n`;
}
