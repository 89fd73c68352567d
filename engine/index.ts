/** Public face of the engine: the words of the model, and the pure functions over them. */
export type { Calendar, KnownDays, ZoneTable } from "./model/calendar.ts";
export { collectorOf } from "./model/collector.ts";
export { CONTENT_IDS, declaredContents, type ContentId } from "./model/content.ts";
export type { Context, Decision, Permit, Plan, Question, Reason, Refusal } from "./model/decision.ts";
export {
  CHANNELS,
  OUTCOMES,
  PERSONS,
  PURPOSES,
  EVENTS,
  WEEKDAYS,
  type Act,
  type Action,
  type Channel,
  type Charge,
  type Collector,
  type Contact,
  type ContactPerson,
  type DayCount,
  type Debt,
  type DebtKind,
  type DebtType,
  type Debtor,
  type DebtorKind,
  type EventName,
  type LedgerEntry,
  type Outcome,
  type PastContact,
  type PastEvent,
  type Purpose,
  type Role,
  type Weekday,
} from "./model/facts.ts";
export { LETTER_FIELDS, letterKey, type FieldType, type LetterData, type LetterInvoice } from "./model/letter.ts";
export type { Person } from "./model/person.ts";
export type {
  AnchoredDay,
  BusinessAction,
  Clock,
  Compare,
  CompiledPolicy,
  ContactAction,
  Deposit,
  Expr,
  FactType,
  FactValue,
  HandledEvent,
  Handler,
  Next,
  Notice,
  OnboardingLine,
  Operand,
  PaymentPlan,
  Reaction,
  RestUntil,
  Stage,
  Step,
  StepAction,
  Terms,
  Variant,
} from "./model/policy.ts";
export type {
  AmountLimit,
  AmountRule,
  Binding,
  BlockRule,
  CapRule,
  Confidence,
  ConsentRule,
  ContactPlace,
  ContentRule,
  CountedUnit,
  CountsFrom,
  Covers,
  DeadlineRule,
  DueDateRule,
  Exclusion,
  FixedSpan,
  Hours,
  Key,
  LawBook,
  LimitationRule,
  Narrowing,
  NoneRule,
  NoticeRule,
  PathKey,
  ReceiptRule,
  RetentionRule,
  Rule,
  RuleBody,
  Series,
  SilenceRule,
  TollingRule,
  ModifierRule,
  ScopeRule,
  StandardRule,
  Trigger,
  WindowRule,
} from "./model/rule.ts";
export type {
  Account,
  Branch,
  BookedCharge,
  Effect,
  EffectResult,
  Invoice,
  LooseRecord,
  Movement,
  Program,
  PromiseToPay,
  Rest,
  State,
  StepEvent,
  StepOutput,
  StepRecord,
  StepStatus,
  TraceLine,
  Track,
} from "./model/state.ts";
export {
  instant,
  localDay,
  minor,
  minute,
  type Currency,
  type Days,
  type Instant,
  type LocalDay,
  type Minor,
  type Minute,
  type Money,
  type Place,
  type Zone,
} from "./model/units.ts";

export {
  UnknownZoneError,
  covers,
  formatDay,
  formatInstant,
  instantAt,
  localDayAt,
  minuteAt,
  offsetAt,
  parseDay,
  parseInstant,
  startOfDay,
  weekdayOf,
} from "./calendar.ts";
export { addDays, holidaysOf, isBusinessDay, isHoliday, knownHolidays } from "./business-days.ts";
export { dateOf, DAY_MS, dayOf, daysInMonth, weekdayIndex, type CivilDate } from "./civil.ts";
export { CURRENCIES, currencyDigits, formatMoney, parseMoney } from "./money.ts";
export { canonicalJson } from "./canonical.ts";
export { isPlace, placesOf } from "./places.ts";
export { binds, containingPlaces, inForce, rulesFor } from "./scope.ts";
export { earliestBlock } from "./rules/block.ts";
export { earliestCap } from "./rules/cap.ts";
export { earliestConsent } from "./rules/consent-rule.ts";
export { earliestContent } from "./rules/content.ts";
export { earliestDeadline } from "./rules/deadline.ts";
export { earliestDueDate, latenessOf } from "./rules/due-date.ts";
export { earliestLimitation, lastDayToSue } from "./rules/limitation.ts";
export { earliestNotice } from "./rules/notice.ts";
export { closing, earliest } from "./rules/rule-kinds.ts";
export { earliestSilence } from "./rules/silence.ts";
export { earliestWindow, zonesNamed } from "./rules/window.ts";
export { permit } from "./permit.ts";
export { plan, SLOT_OVER } from "./plan.ts";
export { lawfulUntil } from "./lawful-until.ts";
export { byWhen, dutiesByAccount, dutyWords, isForPeople, LAST_CALL_MS, standingAt, type AccountDuty } from "./account-duties.ts";
export { duties, MOST_PRESSING_FIRST, type Duty, type DutyStatus, type DutyTask } from "./duties.ts";

export { actionOf, entryOf, needsGuard, reachOf, requestIdOf, type AskedEffect, type ContactDetails } from "./action.ts";
export { capped } from "./capped.ts";
export { balanceOf, debtsOf, openInvoices, signedAmount, unpaidInvoices, type OpenInvoice } from "./balance.ts";
export { holds, mentions, turningPoints, typedFacts, unknownFacts, type FactSource, type Truth } from "./conditions.ts";
export { everyStep, stagesFor, variantOf } from "./variant.ts";
export { grantWords, isGrant, onboard, type OnboardingKind, type OnboardingVerdict } from "./onboarding.ts";
export { applies, type Applies } from "./applies.ts";
export { withCharges } from "./step/charges.ts";
export { changePolicy, nextWake, pendingEffects, step } from "./step/index.ts";
export { concernsPerson, labelledFor, oneDebtor } from "./debtor.ts";
export {
  simulate,
  type ScriptedEvent,
  type SimulatedAccount,
  type SimulatedContact,
  type Simulation,
  type SimulationInput,
} from "./simulate/index.ts";
export { HORIZON_DAYS, explainAccount, type Explanation, type Stretch } from "./explain.ts";
export type { PolicyTest, TestEvent, TestExpectation } from "./model/policy-test.ts";
export {
  branchesOf,
  calendarNeeds,
  calendarOfCase,
  coverageOf,
  daysNamed,
  isBinding,
  LegalCaseError,
  runLawExample,
  runLegalCase,
  runPolicyTest,
  type CaseEntry,
  type Compared,
  type Coverage,
  type ExampleAnswer,
  type ExampleEntry,
  type ExampleMoment,
  type ExampleQuestion,
  type ExampleResult,
  type Expected,
  type Judgement,
  type LawExample,
  type LegalCase,
  type Missed,
  type PolicyTestRun,
  type TestCheck,
  type TestWorld,
} from "./testing/index.ts";
export {
  ASSUMPTIONS,
  mayBind,
  neighbourhoodsOf,
  rulesBehind,
  timelineOf,
  verify,
  type Assumption,
  type LocalClock,
  type Proof,
  type Task,
  type TimelineLine,
  type Verdict,
} from "./verify/index.ts";
export { compare, storyOf, type Change, type Comparing, type Relation, type Story, type Version, type Witness } from "./compare/index.ts";
export { currencyOfPlace, zonesOfPlace } from "./place-defaults.ts";
export { describe } from "./step/loose.ts";
export { PROTECTIONS } from "./step/protections.ts";
