/** Every command: its name, one line for the overview, and where it lives. Only the one that is asked for is loaded. */
import type { CommandUnknownOpts } from "@commander-js/extra-typings";

interface Entry {
  readonly summary: string;
  readonly load: () => Promise<CommandUnknownOpts>;
}

export const COMMANDS: Readonly<Record<string, Entry>> = {
  init: { summary: "make a working folder: policy, letters, accounts, README", load: async () => (await import("./commands/init.ts")).init() },
  validate: { summary: "check policies and their letters", load: async () => (await import("./commands/validate.ts")).validate() },
  prove: { summary: "prove that no run of a policy breaks the law", load: async () => (await import("./commands/prove.ts")).prove() },
  diff: { summary: "what a change of a policy lets it send, and what no longer", load: async () => (await import("./commands/diff.ts")).diff() },
  summary: { summary: "a policy in plain English, for those who sign it", load: async () => (await import("./commands/summary.ts")).summary() },
  codes: { summary: "what each problem means, with examples", load: async () => (await import("./commands/codes.ts")).codesCommand() },
  test: { summary: "run the tests beside policies in virtual time", load: async () => (await import("./commands/test.ts")).test() },
  new: { summary: "start a policy from the library, with letters and tests", load: async () => (await import("./commands/new.ts")).newPolicy() },
  fmt: { summary: "write policies and law in the one style", load: async () => (await import("./commands/fmt.ts")).fmt() },
  law: { summary: "the law book: list, show, test, coverage, dates, changes", load: async () => (await import("./commands/law.ts")).law() },
  grammar: { summary: "the grammar: EBNF, diagrams, highlighting", load: async () => (await import("./commands/grammar.ts")).grammar() },
  simulate: { summary: "run accounts through a policy in virtual time", load: async () => (await import("./commands/simulate.ts")).simulate() },
  import: { summary: "take in accounts and invoices from CSV or JSON", load: async () => (await import("./commands/import.ts")).importAccounts() },
  run: { summary: "do what is due now", load: async () => (await import("./commands/run.ts")).run() },
  status: { summary: "where every account stands", load: async () => (await import("./commands/status.ts")).status() },
  explain: {
    summary: "why an account is contacted or not, by which rule, until when",
    load: async () => (await import("./commands/explain.ts")).explain(),
  },
  tasks: { summary: "the worklist: calls, checks, approvals", load: async () => (await import("./commands/tasks.ts")).tasks() },
  record: { summary: "tell what happened: payment, promise, dispute, call, …", load: async () => (await import("./commands/record.ts")).record() },
  demo: { summary: "the forty accounts of the example, on a demonstration clock", load: async () => (await import("./commands/demo.ts")).demo() },
  mail: { summary: "read the mails that the catcher caught", load: async () => (await import("./commands/mail.ts")).mail() },
  audit: { summary: "check the record of contacts for tampering", load: async () => (await import("./commands/audit.ts")).audit() },
  serve: {
    summary: "the permit API over HTTP: ask before a call, tell what happened",
    load: async () => (await import("./commands/serve.ts")).serve(),
  },
  keys: { summary: "keys for the API: add, list, revoke", load: async () => (await import("./commands/keys.ts")).keys() },
  worker: { summary: "run accounts on Temporal: the worker", load: async () => (await import("./commands/worker.ts")).worker() },
  start: { summary: "hand accounts over to Temporal", load: async () => (await import("./commands/start.ts")).start() },
};
