/** What went wrong, as a document that a program can act on and a person can mend (RFC 9457, `application/problem+json`). */

/** One field of the request, why it can't be taken, and what to send instead where that is not the reason's other half. */
export interface FieldProblem {
  /** With dots: `contact.channel`. Empty: the whole body. */
  readonly field: string;
  readonly reason: string;
  readonly wayOut: string;
}

const KINDS = {
  "invalid-body": [422, "The request can't be taken as it is"],
  "not-json": [400, "The body is no JSON"],
  unauthorised: [401, "No key that counts"],
  forbidden: [403, "The key is for something else"],
  "unknown-account": [404, "There is no such account"],
  "unknown-token": [404, "There is no such token"],
  "unknown-path": [404, "There is nothing at this address"],
  conflict: [409, "The id already names something else"],
  used: [409, "That was used before"],
  "too-large": [413, "The body is too large"],
  "not-json-type": [415, "The body must be JSON"],
  "too-many": [429, "Too many requests"],
  broken: [500, "Something broke inside Collect"],
  unavailable: [503, "The store can't be used now"],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

export type ProblemKind = keyof typeof KINDS;

/** Thrown where a request ends; the server answers with it. `detail` is one plain sentence without anybody's data. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly kind: ProblemKind;
  readonly errors: readonly FieldProblem[];
  /** Seconds until it is worth trying again. */
  readonly retryAfter: number | null;
  constructor(
    kind: ProblemKind,
    detail: string,
    {
      errors = [],
      retryAfter = null,
    }: { errors?: readonly FieldProblem[]; retryAfter?: number } | { errors?: readonly FieldProblem[]; retryAfter?: null } = {},
  ) {
    super(detail);
    this.kind = kind;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

export const statusOf = (kind: ProblemKind): number => KINDS[kind][0];

/** `id`: of the request, by which its line in the log is found. */
export const documentOf = ({ kind, message, errors }: Problem, id: string) => ({
  type: `urn:collect:problem:${kind}`,
  title: KINDS[kind][1],
  status: statusOf(kind),
  detail: message,
  instance: `urn:collect:request:${id}`,
  ...(errors.length === 0 ? {} : { errors }),
});

/** One field of the body that can't be taken. */
export const fieldProblem = (field: string, reason: string, wayOut: string): Problem =>
  new Problem("invalid-body", `${field === "" ? "The body" : field}: ${reason}`, { errors: [{ field, reason, wayOut }] });
