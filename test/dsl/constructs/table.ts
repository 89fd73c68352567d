/** Every row, in the order of the reference. */
import type { Row } from "./row.ts";
import { BOUND } from "./rows/binding.ts";
import { CLOCK } from "./rows/clock.ts";
import { DUTIES } from "./rows/duties.ts";
import { EVENT_ROWS } from "./rows/events.ts";
import { EXAMPLES } from "./rows/examples.ts";
import { HEADER } from "./rows/header.ts";
import { LAW } from "./rows/law.ts";
import { MEANINGS } from "./rows/meanings.ts";
import { PERIODS } from "./rows/periods.ts";
import { STAGES } from "./rows/stages.ts";
import { STORIES } from "./rows/stories.ts";
import { TOLD } from "./rows/told.ts";

export const ROWS: readonly Row[] = [
  ...HEADER,
  ...CLOCK,
  ...STAGES,
  ...EVENT_ROWS,
  ...STORIES,
  ...TOLD,
  ...MEANINGS,
  ...LAW,
  ...DUTIES,
  ...PERIODS,
  ...BOUND,
  ...EXAMPLES,
];
