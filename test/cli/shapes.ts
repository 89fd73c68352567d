/** The documents that `--format json` promises (design of the command line): fields may be added, never renamed or removed. */
import { z } from "zod";

const version = z.literal(1);
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/);
const span = { file: z.string(), line: z.int().positive(), column: z.int().positive(), endLine: z.int().positive(), endColumn: z.int().positive() };
const rejected = z.array(z.looseObject({ line: z.int(), column: z.string(), reason: z.string().min(1) }));
const result = z.enum(["sent", "held", "lapsed", "waiting", "closed"]);
const totals = z.looseObject({ sent: z.int(), held: z.int(), lapsed: z.int(), waiting: z.int(), closed: z.int() });
const accounts = z.array(
  z.looseObject({ account: z.string(), stage: z.string().nullable(), result, rules: z.array(z.string()), nextWake: instant.nullable() }),
);

const verdict = z.looseObject({
  policy: z.string(),
  place: z.string(),
  rule: z.string(),
  verdict: z.enum(["by-design", "by-guard", "broken", "incomplete"]),
  delayDays: z.int().nullable().optional(),
  file: z.string(),
  line: z.int().positive().optional(),
  timeline: z.array(z.looseObject({ at: instant, local: instant, event: z.string().min(1) })).optional(),
  fix: z
    .looseObject({
      title: z.string().min(1),
      applicability: z.enum(["safe", "likely", "manual"]),
      edits: z.array(z.looseObject({ ...span, text: z.string() })).min(1),
    })
    .optional(),
});

const code = z.looseObject({
  code: z.string().regex(/^C[1-7]\d{3}$/),
  name: z.string(),
  title: z.string(),
  family: z.string(),
  severity: z.enum(["error", "warning", "hint"]),
  parameters: z.array(z.string()),
  fix: z.enum(["safe", "likely", "manual"]).nullable(),
  suppressible: z.boolean(),
});
const examples = z.array(z.looseObject({ file: z.string().nullable(), text: z.string().min(1) }));

const story = z.looseObject({
  account: z.string().min(1),
  timeline: z.array(z.looseObject({ at: instant, local: instant, event: z.string().min(1) })).min(1),
});
const relation = z.enum(["stricter", "looser", "equal", "incomparable"]);

export const shapes = {
  diff: z.looseObject({
    version,
    old: z.looseObject({ file: z.string(), hash: z.string().length(64) }),
    new: z.looseObject({ file: z.string(), hash: z.string().length(64) }),
    today: z.iso.date(),
    relation,
    changes: z.array(
      z.looseObject({
        place: z.string(),
        channel: z.string().min(1),
        stage: z.string(),
        relation,
        witness: z.looseObject({ new: story.optional(), old: story.optional() }).optional(),
      }),
    ),
  }),
  test: z.looseObject({
    version,
    passed: z.int(),
    failed: z.int(),
    cases: z.array(
      z.looseObject({
        name: z.string(),
        file: z.string(),
        line: z.int().positive(),
        ok: z.boolean(),
        expected: z.string().min(1),
        got: z.string().min(1),
      }),
    ),
    coverage: z.looseObject({
      branches: z.number().min(0).max(100),
      missed: z.array(z.looseObject({ file: z.string(), line: z.int().positive(), words: z.string().min(1) })),
    }),
  }),
  validate: z.looseObject({
    version,
    diagnostics: z.array(
      z.looseObject({
        code: z.string().regex(/^C[1-7]\d{3}$/),
        severity: z.enum(["error", "warning", "hint"]),
        message: z.string().min(1),
        ...span,
        help: z.string().optional(),
        witness: z.string().optional(),
        related: z.array(z.looseObject({ ...span, label: z.string() })).optional(),
        fixes: z.array(
          z.looseObject({
            title: z.string(),
            applicability: z.enum(["safe", "likely", "manual"]),
            edits: z.array(z.looseObject({ ...span, text: z.string() })),
          }),
        ),
      }),
    ),
    verdicts: z.array(verdict),
  }),
  prove: z.looseObject({
    version,
    format: z.literal(3),
    digest: z.string().length(64),
    policy: z.looseObject({ file: z.string(), name: z.string(), version: z.string() }),
    key: z.looseObject({
      tool: z.string(),
      policy: z.string().length(64),
      letters: z.string().length(64),
      lawBook: z.string().length(64),
      calendar: z.string().length(64),
    }),
    rules: z.record(z.string(), z.string()),
    today: z.iso.date(),
    until: z.iso.date(),
    moves: z.int(),
    runs: z.int(),
    places: z.array(
      z.looseObject({
        place: z.string(),
        calendar: z.string().length(64),
        explored: z.looseObject({ runs: z.int(), skipped: z.int(), moves: z.int(), accounts: z.int(), starts: z.int() }),
        unreached: z.array(z.string()),
        collects: z.boolean(),
      }),
    ),
    assumptions: z.array(z.looseObject({ id: z.string(), assumes: z.string(), watchedBy: z.string() })),
    verdicts: z.array(verdict),
  }),
  codes: z.looseObject({ version, codes: z.array(code) }),
  code: z.looseObject({ version, code: code.extend({ text: z.string(), bad: examples, good: examples }) }),
  accounts: z.looseObject({ version, totals, accounts }),
  explain: z.looseObject({
    version,
    account: z.string(),
    next: z.looseObject({ at: instant, channel: z.string(), step: z.string() }).nullable(),
    refused: z.array(z.looseObject({ from: instant, until: instant.nullable(), rule: z.string(), cites: z.string(), reason: z.string().min(1) })),
  }),
  import: z.looseObject({ version, accepted: z.int(), rejected }),
  simulate: z.looseObject({
    version,
    seed: z.int(),
    from: z.string(),
    to: z.string(),
    accounts: z.int(),
    totals: z.looseObject({ sent: z.int(), held: z.int(), lapsed: z.int() }),
    contacts: z
      .array(
        z.looseObject({
          account: z.string(),
          at: instant,
          channel: z.string(),
          stage: z.string().nullable(),
          step: z.string(),
          status: z.enum(["sent", "held", "lapsed"]),
          rules: z.array(z.string()),
        }),
      )
      .optional(),
  }),
};

/** The document on stdout, held against its promise; nothing else may stand there. */
export function documentOf<Name extends keyof typeof shapes>(name: Name, stdout: string): z.infer<(typeof shapes)[Name]> {
  return shapes[name].parse(JSON.parse(stdout)) as z.infer<(typeof shapes)[Name]>;
}
