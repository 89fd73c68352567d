/** Exit codes: a promise to scripts (see README). The highest that applies wins. */
export const EXIT = { clean: 0, usage: 1, warnings: 2, errors: 3, unlawful: 4, incomplete: 5 } as const;

/** Something the person at the keyboard can mend: one plain line that names the thing, the reason and the way out. */
export class Failure extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT.usage) {
    super(message);
    this.name = "Failure";
    this.exitCode = exitCode;
  }
}

/** Ends the command with this code unless a higher one is set already. */
export function leaveWith(code: number): void {
  if (code > Number(process.exitCode ?? 0)) process.exitCode = code;
}
