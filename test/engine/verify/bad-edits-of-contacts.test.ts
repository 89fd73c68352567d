import { COUNTS, DUTIES, HOURS_OF_THE_DAY, SEVERAL_ACCOUNTS, WAYS, WORDS } from "./bad-edits-of-contacts.ts";
import { judgeEdits } from "./judge-edits.ts";

judgeEdits([...WORDS, ...DUTIES, ...COUNTS, ...SEVERAL_ACCOUNTS, ...HOURS_OF_THE_DAY, ...WAYS]);
