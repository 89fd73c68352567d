/** Looks after the duties of people while a worker runs: what an account's workflow does not wake for, such as a day that is over. */
import type { Ledger } from "../../ledger/index.ts";
import { attendDuties } from "../duties.ts";

export interface DutyWatch {
  /** Lets the look under way end after the debtor in hand, and begins none. */
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;

/** Looks at once and then each minute. A look that fails is no loss: the next one finds what is left. */
export const watchDuties = (ledger: Ledger, every = EVERY_MS): DutyWatch => {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  const look = async (): Promise<void> => {
    await attendDuties(ledger, () => stopped).catch(() => undefined);
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
