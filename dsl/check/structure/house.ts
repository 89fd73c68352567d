/** What the house rules leave open for a channel, whatever happens to the account. */
import type { Channel, CompiledPolicy, Hours, Rule, Weekday } from "../../../engine/index.ts";
import { WEEKDAYS } from "../../engine.ts";

type Body<Kind extends Rule["body"]["kind"]> = Extract<Rule["body"], { readonly kind: Kind }>;

interface Stated<Kind extends Rule["body"]["kind"]> {
  readonly rule: Rule;
  readonly body: Body<Kind>;
}

const ofKind = <Kind extends Rule["body"]["kind"]>(house: readonly Rule[], kind: Kind): readonly Stated<Kind>[] =>
  house.flatMap((rule) => (rule.body.kind === kind ? [{ rule, body: rule.body as Body<Kind> }] : []));

const governs = (channels: readonly Channel[] | undefined, channel: Channel): boolean => channels === undefined || channels.includes(channel);

/** Forbids a channel for good: without a fact, a place, a line or a consent that it depends on. */
const forbids = (
  {
    acts,
    channels,
    places,
    lines,
    dialing,
    exceptPurposes,
    exceptPersons,
    exceptReplies,
    unlessConsent,
    attorneySilentFor,
    while: fact,
    until,
  }: Body<"block">,
  channel: Channel,
): boolean =>
  acts.includes("contact") &&
  governs(channels, channel) &&
  fact === undefined &&
  until === undefined &&
  places === undefined &&
  lines === undefined &&
  dialing === undefined &&
  !exceptReplies &&
  !exceptPurposes.includes("collect") &&
  !exceptPersons.includes("debtor") &&
  attorneySilentFor === undefined &&
  unlessConsent.length === 0;

type Stretch = Pick<Hours, "from" | "to">;

const meet = (some: readonly Stretch[], others: readonly Stretch[]): readonly Stretch[] =>
  some.flatMap((one) =>
    others.flatMap((other) => {
      const from = one.from > other.from ? one.from : other.from;
      const to = one.to < other.to ? one.to : other.to;
      return from < to ? [{ from, to }] : [];
    }),
  );

/** What is left of a week for one channel. */
export interface OpenWeek {
  /** Weekdays without an open minute. */
  readonly closed: ReadonlySet<Weekday>;
  readonly holidaysClosed: boolean;
  /** The rules that leave no minute of the week open; null where some is. */
  readonly never: readonly Rule[] | null;
}

const openWeek = (house: readonly Rule[], channel: Channel): OpenWeek => {
  const block = ofKind(house, "block").find(({ body }) => forbids(body, channel));
  const windows = ofKind(house, "window").filter(
    ({ body }) =>
      governs(body.channels, channel) &&
      (body.places ?? body.persons ?? body.zone ?? body.lateAtMost) === undefined &&
      body.exceptReplies !== true &&
      !body.liftedByConsent,
  );
  const closed = new Set(
    WEEKDAYS.filter((day) => {
      let open: readonly Stretch[] | null = null;
      for (const { body } of windows) {
        const hours = body.hours.filter(({ days }) => days.includes(day));
        open = open === null ? hours : meet(open, hours);
      }
      return open?.length === 0;
    }),
  );
  const holidaysClosed = windows.some(
    ({ body }) => body.holidaysClosed && body.holidaySet === undefined && !body.hours.some(({ onHolidays }) => onHolidays === true),
  );
  const shut = closed.size === WEEKDAYS.length ? windows.map(({ rule }) => rule) : null;
  return { closed, holidaysClosed, never: block === undefined ? shut : [block.rule] };
};

/** The open week of each channel, worked out once. */
export const weeksOf = ({ house }: CompiledPolicy): ((channel: Channel) => OpenWeek) => {
  const weeks = new Map<Channel, OpenWeek>();
  return (channel) => {
    const known = weeks.get(channel) ?? openWeek(house, channel);
    weeks.set(channel, known);
    return known;
  };
};

export interface Cap {
  readonly n: number;
  readonly days: number;
  readonly channels: readonly Channel[] | undefined;
  readonly summary: string;
}

/** Caps that count every try, wherever it goes. */
export const capsOf = ({ house }: CompiledPolicy): readonly Cap[] =>
  ofKind(house, "cap").flatMap(({ rule, body }) =>
    body.unit === "attempt" &&
    body.excluding.length === 0 &&
    body.places === undefined &&
    body.days !== undefined &&
    body.purposes === undefined &&
    body.exceptPurposes === undefined &&
    body.unlessConsent === undefined &&
    !["line", "address", "medium"].includes(body.key) &&
    body.since === undefined &&
    body.afterFirst === undefined &&
    body.persons === undefined &&
    body.lines === undefined &&
    body.dialing === undefined
      ? [{ n: body.n, days: body.days, channels: body.channels, summary: rule.summary }]
      : [],
  );
