/** Looks after the duties of people while a worker runs: what an account's workflow does not wake for, such as a day that is over. */
import { type Ledger, LedgerUnavailableError } from "../../ledger/index.ts";
import { attendDuties, untoldSentence } from "../duties.ts";

export interface DutyWatch {
  /** Lets the look under way end after the debtor in hand, and begins none. */
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;

/**
 * Looks at once and then each minute. A look that the database cuts short is no loss: the next one finds what is left. Any other problem is warned of
 * once, since it would be told again each minute.
 * @param every milliseconds between two looks
 */
export const watchDuties = (ledger: Pick<Ledger, "duties" | "clock">, warn: (line: string) => void, every = EVERY_MS): DutyWatch => {
  const told = new Set<string>();
  const tell = (line: string): void => {
    if (told.has(line)) return;
    told.add(line);
    warn(line);
  };
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  const look = async (): Promise<void> => {
    try {
      for (const problem of (await attendDuties(ledger, () => stopped)).problems) tell(untoldSentence(problem));
    } catch (error) {
      if (!(error instanceof LedgerUnavailableError)) tell(`the duties of people could not be looked at: ${String(error)}`);
    }
    if (!stopped) timer = setTimeout(() => void (looking = look()), every);
  };
  let looking = look();
  return {
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await looking;
    },
  };
};
