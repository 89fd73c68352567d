/** What the process that runs the tests is asked, and what it tells. */

export interface Task {
  readonly file: string;
  /** Where the switched text of the file is. */
  readonly code: string;
  readonly tests: readonly string[];
  readonly mutants: readonly string[];
  /** One mutant that is at work before anything is loaded: for what a module does once, as it is loaded. */
  readonly fromTheStart: boolean;
}

export type Told =
  /** Still loading, or running the tests with no mutant at work. */
  | { readonly what: "prepares" }
  /** Loaded, and every test passes with no mutant at work. */
  | { readonly what: "ready"; readonly tests: number; readonly seconds: number }
  /** A test fails with no mutant at work. */
  | { readonly what: "broken"; readonly test: string; readonly why: string }
  | { readonly what: "begins"; readonly id: string }
  | { readonly what: "found-out"; readonly id: string; readonly by: string }
  /** `loaded`: the line is also passed as a module is loaded, when no mutant was at work yet. */
  | { readonly what: "survives"; readonly id: string; readonly tests: number; readonly loaded: boolean }
  /** Something that a mutant left behind makes a test fail: ask again in a new process. */
  | { readonly what: "again"; readonly id: string };
