import { BY_NAME } from "./bad-edits-by-name.ts";
import { judgeEdits } from "./judge-edits.ts";

judgeEdits(BY_NAME);
