/** Hours in rule sentences: which contacts they are for, when it is open, and what lifts them. */
import { Comma, list, word } from "../tokens/table.ts";
import type { ConsentNode, WindowNode } from "../tree/rule.ts";
import type { DaySetNode, HoursNode, SpellNode } from "../tree/spell.ts";
import type { Name, Quoted } from "../tree/words.ts";
import { NoticesGrammar } from "./notices.ts";

/** What stands between the channels and `only`. */
interface Narrowing {
  readonly places: readonly Name[];
  readonly persons: readonly Name[];
  readonly lines: readonly Name[];
  readonly dialing: readonly Name[];
}

type HoursClauses = Pick<WindowNode, "closedOnHolidays" | "holidaySet" | "zone" | "liftedByConsent" | "consentInWriting" | "except" | "lateAtMost">;

const NO_CLAUSES: HoursClauses = {
  closedOnHolidays: false,
  holidaySet: null,
  zone: null,
  liftedByConsent: false,
  consentInWriting: false,
  except: [],
  lateAtMost: null,
};
const EVERY_DAY: Pick<HoursNode, "days" | "holidays"> = { days: { kind: "all" }, holidays: "not told" };

export class HoursGrammar extends NoticesGrammar {
  readonly daySet = this.RULE("daySet", (): DaySetNode =>
    this.choose<DaySetNode>(0, [
      { ALT: () => (this.phrase(0, "business days"), { kind: "business" }) },
      { ALT: () => (this.CONSUME(word("weekdays")), { kind: "weekdays" }) },
      {
        ALT: () => {
          const parts = [this.SUBRULE1(this.dayRange)];
          this.MANY({
            GATE: () => this.comes(2, list.weekday),
            DEF: () => {
              this.CONSUME(Comma);
              parts.push(this.SUBRULE2(this.dayRange));
            },
          });
          return { kind: "named", parts };
        },
      },
    ]),
  );

  readonly dayRange = this.RULE("dayRange", (): { readonly first: Name; readonly last: Name | null } => {
    const first = this.named(this.CONSUME1(list.weekday));
    const last = this.OPTION(() => {
      this.CONSUME(word("to"));
      return this.named(this.CONSUME2(list.weekday));
    });
    return { first, last: last ?? null };
  });

  readonly spell = this.RULE("spell", (): SpellNode => {
    const first = this.CONSUME(word("between"));
    const from = this.SUBRULE1(this.time);
    this.CONSUME(word("and"));
    const to = this.SUBRULE2(this.time);
    const days = this.OPTION(() => {
      this.CONSUME(word("on"));
      return this.SUBRULE(this.daySet);
    });
    return { from, to, days: days ?? { kind: "all" }, span: this.since(first) };
  });

  /** Hours of weekdays, of holidays, or of both. */
  readonly openHours = this.RULE("openHours", (): HoursNode => {
    const first = this.CONSUME(word("between"));
    const from = this.SUBRULE1(this.time);
    this.CONSUME1(word("and"));
    const to = this.SUBRULE2(this.time);
    const when = this.OPTION1(() => {
      this.CONSUME1(word("on"));
      return this.choose<Pick<HoursNode, "days" | "holidays">>(0, [
        { ALT: () => (this.CONSUME1(word("holidays")), { days: { kind: "named", parts: [] }, holidays: "only" }) },
        {
          ALT: () => {
            const days = this.SUBRULE(this.daySet);
            const too = this.OPTION2(() => this.phrase(0, "and on holidays")) !== undefined;
            return { days, holidays: too ? "too" : "not told" };
          },
        },
      ]);
    });
    return { from, to, ...(when ?? EVERY_DAY), span: this.since(first) };
  });

  readonly zone = this.RULE("zone", (): Quoted | null => {
    this.CONSUME1(word("in"));
    return this.choose<Quoted | null>(0, [
      { ALT: () => (this.phrase(1, "every time zone of the debtor"), null) },
      { ALT: () => (this.phrase(2, "time zone"), this.SUBRULE(this.text)) },
    ]);
  });

  readonly narrowing = this.RULE("narrowing", (): Narrowing => {
    let narrowing: Narrowing = { places: [], persons: [], lines: [], dialing: [] };
    this.MANY(() => {
      narrowing = this.choose<Narrowing>(0, [
        { ALT: () => ({ ...narrowing, places: this.SUBRULE(this.atPlaces) }) },
        {
          ALT: () => {
            this.CONSUME(word("to"));
            return this.choose<Narrowing>(1, [
              { ALT: () => ({ ...narrowing, lines: this.SUBRULE(this.lines) }) },
              { ALT: () => ({ ...narrowing, persons: this.SUBRULE(this.persons) }) },
            ]);
          },
        },
        { ALT: () => ({ ...narrowing, dialing: this.SUBRULE(this.withDialling) }) },
      ]);
    });
    return narrowing;
  });

  readonly closedOnHolidays = this.RULE("closedOnHolidays", (): Quoted | null => {
    this.phrase(0, "closed on holidays");
    return this.OPTION(() => (this.CONSUME(word("of")), this.SUBRULE(this.text))) ?? null;
  });

  /** What follows the hours: `closed on holidays in time zone "America/New_York" except replies`. */
  readonly hoursClause = this.RULE("hoursClause", (so?: HoursClauses): HoursClauses => {
    const clauses = so ?? NO_CLAUSES;
    return this.choose<HoursClauses>(0, [
      { ALT: () => ({ ...clauses, closedOnHolidays: true, holidaySet: this.SUBRULE(this.closedOnHolidays) }) },
      { ALT: () => ({ ...clauses, zone: this.SUBRULE(this.zone) }) },
      {
        ALT: () => {
          this.phrase(0, "unless the debtor consented");
          const consentInWriting = this.OPTION(() => this.phrase(2, "in writing")) !== undefined;
          this.phrase(3, "to any time");
          return { ...clauses, liftedByConsent: true, consentInWriting };
        },
      },
      { ALT: () => ({ ...clauses, except: this.SUBRULE(this.exceptions) }) },
      {
        ALT: () => {
          this.phrase(1, "while at most");
          const lateAtMost = this.SUBRULE(this.days);
          this.CONSUME(word("late"));
          return { ...clauses, lateAtMost };
        },
      },
    ]);
  });

  /** What follows `only` where hours are meant. */
  readonly hours = this.RULE("hours", (): HoursClauses & Pick<WindowNode, "spells"> => {
    const spells = [this.SUBRULE1(this.openHours)];
    this.MANY1(() => {
      this.CONSUME(Comma);
      spells.push(this.SUBRULE2(this.openHours));
    });
    let clauses: HoursClauses = NO_CLAUSES;
    this.MANY2(() => {
      clauses = this.SUBRULE(this.hoursClause, { ARGS: [clauses] });
    });
    return { spells, ...clauses };
  });

  /** `contact only between …` and `sms only with consent to channel`: which one it is shows after `only`. */
  readonly onlySentence = this.RULE("onlySentence", (): WindowNode | ConsentNode => {
    const first = this.LA(1);
    const targets = this.SUBRULE(this.contactTargets);
    const { places, persons, lines, dialing } = this.SUBRULE(this.narrowing);
    this.CONSUME(word("only"));
    return this.choose<WindowNode | ConsentNode>(0, [
      {
        ALT: () => {
          const hours = this.SUBRULE(this.hours);
          const narrowed = this.ACTION(() => [...lines, ...dialing]);
          return { kind: "window", targets, places, persons, narrowed, ...hours, span: this.since(first) };
        },
      },
      {
        ALT: () => {
          const consent = this.SUBRULE(this.withConsent);
          return { kind: "consent", targets, places, persons, lines, dialing, ...consent, span: this.since(first) };
        },
      },
    ]);
  });
}
