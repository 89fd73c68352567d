import { EDITS_ABROAD } from "./bad-edits-abroad.ts";
import { CHARGES, CREDIT_REPORTS, SUITS } from "./bad-edits-of-acts.ts";
import { judgeEdits } from "./judge-edits.ts";

judgeEdits([...EDITS_ABROAD, ...CHARGES, ...SUITS, ...CREDIT_REPORTS]);
