/** What the engine and the law book answer to a case. */
import { calendarOfCase, runLegalCase, type Compared, type LawBook, type LegalCase } from "../../engine/index.ts";
import { buildCalendar } from "../../policies/calendar/build.ts";

export const judge = (legal: LegalCase, book: LawBook): Compared => runLegalCase(legal, book, buildCalendar(calendarOfCase(legal, book)));
